/** Objecting to a vote that was recorded, and fetching the file in which it came: for those who speak for its organisation. */
import { z } from 'zod'
import { isKeptBack } from '#src/consortium/marking.ts'
import { grants, type May } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { type PersonId, ReceivedVoteId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { type AfterwardsFact, longestReason, type ReceivedVote } from '../afterwards.ts'
import { type Poll, pollReference } from '../poll.ts'
import { rules } from '../rules/rules.ts'
import { isSecretary, type Read, type Recorded, recordedBy } from './read.ts'
import { speakingRoles, speakingSeat, speaksFor } from './speakers.ts'
import { comingCard, objectedCard, objectForm, toRuleCard } from './views.ts'

type State = { found: Recorded | undefined; secretariat: { id: PersonId }[]; leaves: boolean }

const speaker: May<Pick<State, 'found'>> = {
  name: 'speaker',
  says: 'a delegate, deputy or coordinator of the organisation whose vote it is',
  grants: grants(speakingRoles, 'own'),
  test: (actor, { found }) => found === undefined || speaksFor(actor, found.vote.organisation),
}

const unknown = refuse('not-found', { reference: 'such vote' })

export const objectToVote = changing('object-to-vote', {
  input: z.object({ vote: ReceivedVoteId, reason: written(longestReason, 'Say what is wrong with the record.') }),
  says: 'Object to a vote that was recorded for your organisation',
  may: speaker,
  form: async (values, read: Read, { actor, now }) => {
    const id = ReceivedVoteId.safeParse(values.vote)
    const found = id.success ? await recordedBy(id.data, read, actor) : undefined
    if (!found) return unknown
    if (!speaker.test(actor, { found })) return refuse('not-yours', { role: speaker.says })
    return objectWrong(found, now) ?? objectForm(found)
  },
  keepsBack: async ({ vote }, read: Read, actor) => {
    const id = ReceivedVoteId.safeParse(vote)
    const found = id.success ? await recordedBy(id.data, read, actor) : undefined
    return found && (await isKeptBack(read, [found.vote.organisation], found.poll.label)) ? ['reason'] : []
  },
  load: async ({ vote }, read: Read, { actor }): Promise<State> => {
    const found = await recordedBy(vote, read, actor)
    return {
      found,
      secretariat: await read.consortium.secretariat(),
      leaves: !(found && (await isKeptBack(read, [found.vote.organisation], found.poll.label))),
    }
  },
  decide: ({ reason }, { found, secretariat, leaves }, { actor, now }): Decision<AfterwardsFact> => {
    if (!found || actor.kind !== 'person') return decline(unknown)
    const { poll, vote, organisation } = found
    if (vote.objection?.by === actor.person && vote.objection.reason === reason) {
      return accept([], { says: objectedCard(found) })
    }
    const wrong = objectWrong(found, now)
    if (wrong) return decline(wrong)
    if (!leaves) return decline(refuse('remarks-kept', { organisation, label: poll.label }, { field: 'reason' }))
    const fact: AfterwardsFact = {
      ...{ type: 'vote-objected', vote: vote.id, poll: poll.id, organisation: vote.organisation },
      objectedBy: actor.person,
      ...(poll.unattributed && { unopened: true }),
      sealed: { reason },
    }
    const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'reference' }] as const
    return accept([fact], {
      organisation: vote.organisation,
      says: objectedCard(found),
      effects: secretariat.map(({ id }): Effect => {
        return { kind: 'tell', person: id, card: toRuleCard(found), about: [...about] }
      }),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: pollReference(poll),
    })
  },
})

/** As long as a result may be contested, counted from the later of the close and the recording. */
function objectUntil({ closesAt, rule }: Poll, { recordedAt }: ReceivedVote): Temporal.Instant {
  const [later] = [closesAt, recordedAt]
    .map((at) => Temporal.Instant.from(at))
    .sort(Temporal.Instant.compare)
    .reverse()
  return (later ?? Temporal.Instant.from(closesAt)).add({ hours: 24 * rules[rule].contestDays })
}

function objectWrong({ poll, vote, organisation }: Recorded, now: Temporal.Instant): Refusal | undefined {
  const named = { organisation, reference: pollReference(poll) }
  if (vote.state === 'withdrawn') return refuse('vote-withdrawn', named)
  if (vote.objection) return refuse('objection-made', named)
  const isOver = Temporal.Instant.compare(now, objectUntil(poll, vote)) > 0
  return isOver ? refuse('objection-late', { ...named, days: rules[poll.rule].contestDays }) : undefined
}

const reader: May<Pick<State, 'found'>> = {
  name: 'reader',
  says: 'a delegate, deputy or coordinator of the organisation whose vote it is, or the secretariat',
  grants: { ...grants(speakingRoles, 'own'), secretariat: 'any' },
  test: (actor, { found }) => !found || isSecretary(actor) || speaksFor(actor, found.vote.organisation),
}

export const getLetter = changing('get-letter', {
  input: z.object({ vote: ReceivedVoteId }),
  says: 'Have the file of a recorded vote sent to you',
  may: reader,
  load: async ({ vote }, read: Read, { actor }) => {
    const found = await recordedBy(vote, read, actor)
    return { found, isKept: found !== undefined && (await read.polls.letter(vote)) !== undefined }
  },
  decide: (_input, { found, isKept }, at): Decision<never> => {
    if (!found || at.actor.kind !== 'person') return decline(unknown)
    const { poll, vote, organisation } = found
    if (!isKept || !vote.file) return decline(refuse('letter-not-kept', { organisation }))
    const document = {
      ...{ id: at.newId('doc'), needs: 'letter' as const, vote: vote.id, organisation: vote.organisation },
      title: `${vote.file.name}, the vote of ${organisation} on ${pollReference(poll)}`,
      label: poll.label,
      madeAt: at.now.toString({ smallestUnit: 'second' }),
    }
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    const own = speakingSeat(at.actor, vote.organisation)?.organisation
    return accept([], {
      ...(own && { organisation: own }),
      says: comingCard(found),
      effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }],
    })
  },
})
