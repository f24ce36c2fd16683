/** Changing a draft: its words, and until when comments are taken. Each change is recorded; those who sign for its members hear of a new end. */
import { z } from 'zod'
import type { Group } from '#src/consortium/store.ts'
import { type Actor, secretary } from '#src/core/access.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { addressIn } from '#src/evidence/address.ts'
import { longestAddress } from '#src/evidence/evidence.ts'
import { changedCard, changeForm, changePreview, localMoment, newEndCard, unchangedCard } from './change-views.ts'
import { type Draft, type DraftFact, draftItem, longestTitle } from './draft.ts'
import { DraftReference, draftBy, draftUnknown, type Read, splitDraft } from './read.ts'

type State = { draft: Draft | undefined; group: Group | undefined; zone: string; told: PersonId[] }

export const changeDraft = changing('change-draft', {
  input: z.object({
    reference: DraftReference,
    standard: written(100, 'Write its number, for example ISO/IEC DIS 42119-2.').optional(),
    title: written(longestTitle, 'Write its title.').optional(),
    body: written(100, 'Write whose standard it will be, for example ISO/IEC JTC 1/SC 42.').optional(),
    stage: written(40, 'Write its stage, for example DIS.').optional(),
    /** Emptied in the form, it is kept nowhere that may be said. */
    link: z.string().trim().max(longestAddress, 'This address is too long.').optional(),
    closes: optional(written(100, 'Write until when comments are taken.')),
    sure,
  }),
  says: 'Change a draft standard, and until when comments are taken',
  may: secretary,
  typed: {
    word: 'draft',
    button: 'Change draft',
    usage: 'draft D-3 until 15 January 17:00',
    examples: ['draft D-3', 'draft D-3 until 15 January 17:00'],
    read: (rest) => {
      const split = splitDraft(rest)
      const [known, closes] = /^(?:until\s+(\S.*))?$/is.exec(split?.rest ?? '') ?? []
      if (!split || known === undefined) return undefined
      return { reference: split.reference, ...(closes && { closes }) }
    },
  },
  form: async (values, read: Read, at) => {
    const typed = DraftReference.safeParse(values.reference)
    const draft = typed.success ? await draftBy(typed.data, read, at.actor) : undefined
    if (typed.success && !draft) return draftUnknown(typed.data)
    return changeForm(draft, (await read.consortium.consortium()).zone)
  },
  load: async ({ reference, sure: isSure }, read: Read, { actor }): Promise<State> => {
    const draft = await draftBy(reference, read, actor)
    const group = draft && (await read.consortium.group(draft.group))
    const { zone } = await read.consortium.consortium()
    return { draft, group, zone, told: draft && group && isSure ? await signatoriesOf(draft, group, read) : [] }
  },
  decide: (input, { draft, group, zone, told }, at): Decision<DraftFact> => {
    if (!draft || !group) return decline(draftUnknown(input.reference))
    // A word that names the draft alone opens its form.
    const { reference: _, sure: isSure, ...typed } = input
    if (Object.values(typed).every((value) => value === undefined)) {
      return decline(refuse('text-needed', { what: 'Write until when comments are taken.' }, { field: 'closes' }))
    }
    const after = changedBy(input, { draft, zone, now: at.now })
    if (Array.isArray(after)) {
      const [first = draftUnknown(input.reference), ...also] = after
      return decline(first, also)
    }
    if (JSON.stringify(after) === JSON.stringify(draft)) return accept([], { says: unchangedCard(draft) })
    if (!isSure) return ask(changePreview(draft, after, { group: group.name, zone, form: at.draft }))
    const own = at.actor.kind === 'person' ? at.actor.person : undefined
    const about = [{ subject: { kind: 'draft', id: draft.id }, as: 'full' }] as const
    const card = newEndCard(after, zone)
    const isMoved = after.closesAt !== draft.closesAt
    const people = isMoved ? told.filter((person) => person !== own) : []
    return accept([changedFact(after)], {
      says: changedCard(after, { group: group.name, zone, told: people.length }),
      effects: people.map((person): Effect => ({ kind: 'tell', person, card, about: [...about] })),
      refresh: [{ kind: 'draft', id: draft.id }],
    })
  },
})

type Typed = { [field in 'standard' | 'title' | 'body' | 'stage' | 'link' | 'closes']?: string | undefined }

/** The draft as it would be; what is not typed stays, an end that is typed as it stands too. */
function changedBy(
  { standard, title, body, stage, link, closes }: Typed,
  { draft, zone, now }: { draft: Draft; zone: string; now: Temporal.Instant },
): Draft | Refusal[] {
  const isNew = closes !== undefined && closes !== localMoment(draft.closesAt, zone)
  const end = isNew ? closingOf(closes, now, zone) : Temporal.Instant.from(draft.closesAt)
  const url = link === undefined ? draft.url : link === '' ? '' : addressIn(link)
  const wrong = [...(isRefusal(end) ? [end] : []), ...(isRefusal(url) ? [{ ...url, field: 'link' }] : [])]
  if (isRefusal(end) || isRefusal(url)) return wrong
  const closesAt = isNew ? end.toString({ fractionalSecondDigits: 3 }) : draft.closesAt
  const { standard: number, title: called, body: whose, stage: reached } = draft
  return {
    ...draft,
    ...{ standard: standard ?? number, title: title ?? called, body: body ?? whose, stage: stage ?? reached },
    ...{ url, closesAt },
  }
}

function changedFact({ id, stage, opensAt, closesAt, standard, title, body, url }: Draft): DraftFact {
  return { type: 'draft-changed', draft: id, stage, opensAt, closesAt, sealed: { standard, title, body, url } }
}

/** Of the group's members, those who sign and see the draft; each once. */
async function signatoriesOf(draft: Draft, group: Group, { consortium }: Read): Promise<PersonId[]> {
  const each = await inTurn(group.members, ({ id }) => consortium.signatories(id))
  const people = [...new Set(each.flat().map(({ person }) => person))]
  const actors = await inTurn(people, async (person) => [person, await consortium.actor(person)] as const)
  const sees = (actor: Actor | undefined) => actor !== undefined && seenBy(actor, draftItem(draft)) === 'full'
  return actors.filter(([, actor]) => sees(actor)).map(([person]) => person)
}
