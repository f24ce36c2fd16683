/**
 * The file that comments came in, as it came: for the secretariat and whoever brought it, since it holds what was not taken as well; a letter of one
 * organisation for those who sign for that too.
 */
import { z } from 'zod'
import { type Actor, grants, isGranted, type May, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { CommentFileId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { card, note } from '#src/view/build.ts'
import type { CommentFileCopy } from '#src/view/document.ts'
import { draftItem } from './draft.ts'
import type { CommentFile } from './file.ts'
import { type Read, signsFor } from './read.ts'

const bringer: May<unknown> = {
  name: 'comment-file-bringer',
  says: 'the secretariat, whoever brought the file, or who signs for the organisation whose letter it is',
  grants: { ...grants(signingRoles, 'own'), secretariat: 'any' },
  test: (actor) => isGranted(actor, bringer.grants),
}

export function mayGetFile(
  actor: Actor,
  { importedBy, letterOf }: Pick<CommentFile, 'importedBy' | 'letterOf'>,
): boolean {
  if (actor.kind !== 'person') return false
  const isTheirs = letterOf !== null && signsFor(actor, { organisation: letterOf })
  return isTheirs || actor.person === importedBy || actor.seats.some(({ role }) => role === 'secretariat')
}

export const getCommentFile = changing('get-comment-file', {
  input: z.object({ file: CommentFileId }),
  says: 'Get a file that comments came in, as it came',
  may: bringer,
  load: async ({ file: id }, read: Read, { actor }) => {
    const file = await read.comments.file(id)
    const draft = file && (await read.drafts.byId(file.draft))
    const isSeen = draft !== undefined && seenBy(actor, draftItem(draft)) === 'full'
    return file && draft && isSeen && mayGetFile(actor, file) ? { file, draft } : undefined
  },
  decide: (_input, found, at): Decision<never> => {
    if (!found || at.actor.kind !== 'person') return decline(refuse('not-found', { reference: 'such file' }))
    const { file, draft } = found
    const document: CommentFileCopy = {
      ...{ id: at.newId('doc'), needs: 'self', file: file.id, organisation: null },
      title: file.name,
      label: draft.label,
      madeAt: at.now.toString({ smallestUnit: 'second' }),
    }
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    const says = card(`${file.name} is fetched`, note('It comes into our 1:1 chat.'))
    const effects = [{ kind: 'file' as const, person: at.actor.person, document, ...prefers }]
    return accept([], { says: { ...says, label: draft.label }, effects })
  },
})
