/** Reading commitments. */

import { z } from 'zod'
import { aroundIn, releaseLines } from '#src/consortium/reach.ts'
import { granted, grants, participant, Role, signingRole } from '#src/core/access.ts'
import { CommitmentId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { withActions } from '#src/view/build.ts'
import { commitmentItem } from './commitment.ts'
import { mayReword } from './decide.ts'
import { moreActions } from './more.ts'
import { lookOf, named as namedOf, type Read, seenNamed } from './read.ts'
import { commitmentCard, proposalCard } from './views.ts'

/** Whose organisation it is: the proposal itself says. */
export const ofOwnOrganisation = granted(
  'own',
  'a person with a seat of that organisation',
  grants(Role.options, 'own'),
)

/** `C-12`, as typed. */
const reference = /^\s*c-?(\d{1,9})\s*$/i

export const showCommitment = showing('show-commitment', {
  input: z.object({ reference: z.string() }),
  says: 'Show a commitment',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show C-12',
    examples: ['show C-12', 'show c12'],
    read: (rest) => (reference.test(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: Read, at) => {
    const number = Number(reference.exec(input.reference)?.[1] ?? 0)
    const commitment = await read.commitments.byNumber(number)
    const found = seenNamed(commitment && (await namedOf(commitment, read, lookOf(at))), at.actor)
    return { found, number, coordinators: await read.recommendations.coordinators(commitment?.recommendations ?? []) }
  },
  show: (_input, { found, number, coordinators }, { actor }) => {
    if (found?.commitment.status !== 'confirmed') return refuse('not-found', { reference: `C-${number}` })
    const confirmed = { ...found, commitment: found.commitment }
    const drawn = commitmentCard(confirmed)
    return withActions(drawn, ...drawn.actions, ...moreActions(confirmed, actor, coordinators))
  },
})

export const showProposal = showing('show-proposal', {
  input: z.object({ commitment: CommitmentId }),
  says: 'Show a proposal of your organisation',
  may: ofOwnOrganisation,
  load: async (input, read: Read, at) => {
    const commitment = await read.commitments.byId(input.commitment)
    const found = seenNamed(commitment && (await namedOf(commitment, read, lookOf(at))), at.actor)
    return found && { ...found, around: await aroundIn(read) }
  },
  show: (_input, found, { actor, hosting }) => {
    if (!found) return refuse('not-found', { reference: 'such proposal' })
    const { commitment } = found
    if (commitment.status === 'confirmed') return commitmentCard({ ...found, commitment })
    const signs = signingRole(actor, commitment.organisation) !== undefined
    const release = signs ? releaseLines(commitmentItem(commitment), found.group.places, found.around, hosting) : []
    return proposalCard(found, { signs, mayReword: mayReword(actor, commitment), release })
  },
})
