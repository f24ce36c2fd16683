/** Recording a vote that came by letter or e-mail: by the secretariat, with the file in which it came. */
import { z } from 'zod'
import { isKeptBack } from '#src/consortium/marking.ts'
import type { OrganisationRead, SeatLine } from '#src/consortium/store.ts'
import { secretary, signingRoles } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { pastDay } from '#src/core/past-day.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, plainWords, sure, written } from '#src/core/words.ts'
import { type Brought, broughtIn, FileInput, troubleWith } from '#src/evidence/file.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import { type AfterwardsFact, Means, type ReceivedVote } from '../afterwards.ts'
import { asSeen, outranks, primaryStands, seen } from '../decide.ts'
import { type Ballot, Choice, isAsked, longestRemarks, type Poll, pollReference } from '../poll.ts'
import { typedReference } from '../vote.ts'
import type { Read as OutsideRead } from './read.ts'
import { type CheckedVote, previewCard, recordedCard, recordForm, toldCard } from './record-views.ts'
import { speakersOf } from './speakers.ts'

type Read = OutsideRead & { evidence: Pick<EvidenceReader, 'staged'> }

const ChoiceTyped = z.preprocess(
  (typed) => (typeof typed === 'string' ? plainWords(typed).join('-') : typed),
  z.enum(Choice.options, 'Choose approve, approve with comments, disapprove or abstain.'),
)

const RecordVote = z.object({
  reference: z.string().regex(typedReference, 'Name the poll like P-7'),
  organisation: written(200, 'Name the organisation whose vote it is.'),
  choice: ChoiceTyped,
  remarks: optional(written(longestRemarks, 'Write its comments or reasons.')),
  means: optional(Means),
  day: optional(z.string().trim().max(100, 'Write the day like 2026-11-01.')),
  role: optional(z.enum(signingRoles)),
  ...FileInput,
  sure,
})

type State = {
  found: { poll: Poll; takesBallots: boolean; ballot: Ballot | undefined } | undefined
  organisation: OrganisationRead | undefined
  /** Of the electorate. */
  names: string[]
  received: ReceivedVote[]
  seats: SeatLine[]
  file: Brought | undefined
  zone: string
  /** Whether words of that label leave the organisation. */
  leaves: boolean
}

export const recordVote = changing('record-vote', {
  input: RecordVote,
  says: 'Record a vote that came by letter or e-mail: send me its file with these words in our 1:1 chat',
  may: secretary,
  typed: {
    word: 'received',
    usage: 'received P-7 from ORGANISATION CHOICE by letter',
    examples: ['received P-7 from France disapprove by letter', 'received P-7 from Japan approve by e-mail'],
    read: readTyped,
  },
  form: async (values, read: Read, { actor }) => {
    const reference = values.reference ?? ''
    if (values.content === undefined && values.attached === undefined) return letterNeeded(reference)
    const wrong = troubleWith({ name: 'the file', ...values, attached: undefined })
    if (wrong) return wrong
    const number = Number(typedReference.exec(reference)?.[1] ?? 0)
    const found = number > 0 ? await read.polls.byNumber(number) : undefined
    const poll = found && asSeen(found, seen(actor, found))
    if (number > 0 && !poll) return refuse('not-found', { reference: `P-${number}` })
    const electorate = poll ? (await read.consortium.organisations()).filter(({ id }) => isAsked(poll, id)) : []
    const isTyped = optionOf(electorate, values.organisation)
    return recordForm(poll, electorate, { fileName: values.name, organisation: isTyped?.id })
  },
  load: async (input, read: Read, at): Promise<State> => {
    const seen = await pollOf(input.reference, read, at)
    const all = seen ? (await read.consortium.organisations()).filter(({ id }) => isAsked(seen, id)) : []
    const organisation = optionOf(all, input.organisation)
    const found = seen && organisation && (await read.polls.forBallot(seen.id, organisation.id))
    return {
      found: found && { ...found, poll: { ...found.poll, question: seen.question } },
      organisation,
      names: all.map(({ short }) => short),
      received: seen ? await read.polls.received(seen.id) : [],
      seats: await read.consortium.seats(),
      file: await broughtIn(input, read, at.actor),
      zone: (await read.consortium.consortium()).zone,
      leaves: !(organisation && seen && (await isKeptBack(read, [organisation.id], seen.label))),
    }
  },
  decide: (input, state, at): Decision<AfterwardsFact> => {
    const checked = checkedOf(input, state, at)
    if (isRefusal(checked)) return decline(checked)
    const { poll, organisation, late } = checked
    const told = speakersOf(organisation.id, state.seats, at.now)
    const shown = { ...checked, told: told.length, leaves: state.leaves, form: at.draft }
    if (!input.sure) return ask(previewCard(shown))
    const id = at.newId('rvote')
    const effects = told.map((person): Effect => {
      const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'reference' }] as const
      return { kind: 'tell', person, card: toldCard({ ...checked, id }), about: [...about] }
    })
    return accept(factsOf(checked, id, state.leaves), {
      says: recordedCard({ ...shown, late }),
      effects,
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: pollReference(poll),
    })
  },
})

function checkedOf(input: z.output<typeof RecordVote>, state: State, { actor, now }: At): CheckedVote | Refusal {
  const { found, organisation, names, file } = state
  const reference = `P-${Number(typedReference.exec(input.reference)?.[1] ?? 0)}`
  if (actor.kind !== 'person' || (names.length === 0 && !found)) return refuse('not-found', { reference })
  if (!organisation || !found) {
    return refuse('not-of-electorate', { typed: input.organisation, reference, names }, { field: 'organisation' })
  }
  const trouble = troubleWith({ ...input, attached: undefined })
  if (trouble) return trouble
  if (!file) return letterNeeded(reference)
  const today = now.toZonedDateTimeISO(state.zone).toPlainDate()
  const typed = { today, example: today.subtract({ days: 1 }), field: 'day' }
  const day = input.day === undefined ? today : pastDay(input.day, typed)
  if (isRefusal(day)) return day
  const { poll, takesBallots, ballot } = found
  const { choice, remarks = '', means = 'letter', role = 'head-delegate' } = input
  if (remarks !== '' && !state.leaves) {
    return refuse('remarks-kept', { organisation: organisation.short, label: poll.label }, { field: 'remarks' })
  }
  const late = !takesBallots
  const standing = standsBefore({ poll, ballot, role, late, received: state.received }, organisation)
  if (standing) return standing
  const by = { person: actor.person, name: actor.name }
  return { poll, organisation, choice, remarks, means, day: day.toString(), role, late, file, by }
}

/** One vote of an organisation is recorded at a time; what it cast itself is never replaced by what others say that it sent. */
function standsBefore(
  of: Pick<CheckedVote, 'poll' | 'role' | 'late'> & { ballot: Ballot | undefined; received: ReceivedVote[] },
  organisation: CheckedVote['organisation'],
): Refusal | undefined {
  const named = { organisation: organisation.short, reference: pollReference(of.poll) }
  const waits = of.received.some((one) => one.organisation === organisation.id && one.state !== 'withdrawn')
  if (waits) return refuse('vote-recorded-already', named)
  const { ballot, poll, role } = of
  if (!ballot || of.late) return undefined
  const prevails = primaryStands(poll) && outranks({ ...ballot, role }, ballot.role)
  return prevails ? undefined : refuse('own-vote-stands', named)
}

function factsOf(vote: CheckedVote, id: ReceivedVote['id'], leaves: boolean): AfterwardsFact[] {
  const { poll, organisation, choice, remarks, means, day, role, late, file, by } = vote
  const { hash, type, size } = file
  const fact: AfterwardsFact = {
    type: 'vote-recorded',
    ...{ vote: id, poll: poll.id, organisation: organisation.id, role, means, day, late, recordedBy: by.person },
    file: { type, size },
    ...(poll.unattributed && { unopened: true }),
    sealed: { choice, remarks, name: leaves ? file.name : 'file', hash },
  }
  // Where the organisation keeps its texts to itself, the hash alone says which file it was.
  return leaves ? [fact, { type: 'letter-kept', personal: true, vote: id, bytes: file.content }] : [fact]
}

async function pollOf(reference: string, read: Read, { actor }: At): Promise<Poll | undefined> {
  const poll = await read.polls.byNumber(Number(typedReference.exec(reference)?.[1] ?? 0))
  return poll && asSeen(poll, seen(actor, poll))
}

function optionOf(all: readonly OrganisationRead[], typed: string | undefined): OrganisationRead | undefined {
  const said = plainWords(typed ?? '').join(' ')
  const isSaid = ({ id, short, name }: OrganisationRead) =>
    id === typed || [short, name].some((one) => plainWords(one).join(' ') === said)
  return all.find(isSaid)
}

function letterNeeded(typed: string): Refusal {
  const number = Number(typedReference.exec(typed)?.[1] ?? 0)
  return refuse('letter-needed', { reference: number > 0 ? `P-${number}` : 'P-7' })
}

/** `P-7 from France approve by letter`. */
function readTyped(rest: string): Record<string, string> | undefined {
  const [, reference = '', more = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
  // A comment on a draft is received by the same word.
  if (/^d-?\d/i.test(reference)) return undefined
  if (reference === '') return {}
  const by = /^([\s\S]*?)\s+by\s+(letter|e-?mail)\s*$/i.exec(more)
  const means = by && (by[2]?.toLowerCase() === 'letter' ? 'letter' : 'e-mail')
  const chosen =
    /^(?:(?:from|for)\s+)?([\s\S]*?)[\s:,]*\b(approve[sd]? with comments|approve[sd]?|disapprove[sd]?|abstain(?:s|ed)?)\s*$/i
  const [, said, choice] = chosen.exec(by?.[1] ?? more) ?? [undefined, (by?.[1] ?? more).replace(/^(from|for)\s+/i, '')]
  const plain = choice
    ?.toLowerCase()
    .replace(/^(dis)?approve[sd]/, '$1approve')
    .replace(/^abstain(s|ed)/, 'abstain')
  return { reference, ...(said && { organisation: said }), ...(plain && { choice: plain }), ...(means && { means }) }
}
