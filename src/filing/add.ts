/** Adding evidence: a link, a file from the chat or a note, by those who speak for what it is about. */
import { z } from 'zod'
import { LabelInput, labelFields, labelValues } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marking, markingIn, markNotes } from '#src/consortium/marking.ts'
import { type Actor, grants, type May, proposingRoles, proposingSeats, type Seat, seatsOf } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing, type KeepsBack } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { isAddress } from '#src/evidence/address.ts'
import { type Evidence, type EvidenceFact, longestAddress, longestWords } from '#src/evidence/evidence.ts'
import { type Brought, broughtIn, FileInput, troubleWith } from '#src/evidence/file.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import type { Request } from '#src/requests/request.ts'
import type { RequestReader } from '#src/requests/store.ts'
import { checkedOf, factsOf, isSame } from './check.ts'
import { type Message, messageIn, startingWords } from './message.ts'
import {
  type FoundSubject,
  type SubjectRead,
  SubjectReference,
  splitReference,
  subjectBy,
  subjectUnknown,
} from './subject.ts'
import { addedCard, alreadyCard, broughtCard, evidenceForm } from './views.ts'

export type Read = SubjectRead & { evidence: EvidenceReader; requests: RequestReader }

type State = {
  found: FoundSubject | undefined
  /** For whom it is added. */
  seat: Seat | undefined
  marking: Marking
  pieces: Evidence[]
  file: Brought | undefined
  message: Message | Refusal | undefined
  /** The request for it that waits. */
  asked: Request | undefined
}

const mayFile: May<Pick<State, 'found' | 'seat'>> = {
  name: 'speaker',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it, leads it or supports it, or the secretariat for a recommendation',
  grants: { ...grants(proposingRoles, 'own'), secretariat: 'any' },
  test: (_actor, { found, seat }) => !found || found.owner?.hasLeft === true || seat !== undefined,
}

export const addEvidence = changing('add-evidence', {
  input: z.object({
    reference: SubjectReference,
    words: optional(written(longestWords, 'Write what it shows.')),
    link: optional(
      z
        .string()
        .trim()
        .max(longestAddress * 2, 'This address is too long.'),
    ),
    day: optional(z.string().trim().max(100, 'Write the day like 2026-11-01.')),
    ...LabelInput,
    ...FileInput,
    quote: z.string().optional(),
    shared: z.string().optional(),
  }),
  says: 'Add evidence to a commitment or a recommendation: a link, a file or a note',
  may: mayFile,
  typed: {
    word: 'evidence',
    usage: 'evidence C-12 LINK OR NOTE',
    examples: [
      'evidence C-12 https://example.org/minutes Minutes of the first meeting',
      'evidence R-4.2 Three ministries use it',
    ],
    button: 'Add evidence',
    read: readTyped,
  },
  form: async (values, read: Read, at) => {
    const found = await foundIn(values, read, at.actor)
    const seat = found && seatFor(at.actor, found)
    if (found && !mayFile.test(at.actor, { found, seat })) return refuse('not-yours', { role: mayFile.says })
    const message = await messageIn(values, read)
    const wrong = (found && leftWrong(found)) ?? troubleWith({ name: 'the file', ...values, attached: undefined })
    if (wrong) return wrong
    if (message && 'code' in message) return message
    const marking = await markingIn(read, seat?.organisation, at)
    const start = labelValues(
      found ? startingLabel(found, seat) : { label: marking.nameable.consortium.label, recipients: [] },
    )
    const fileName = values.content === undefined ? undefined : values.name
    const isKept = await keepsTexts(values, read, at.actor)
    const begun = message && values.words === undefined ? startingWords(message, fileName !== undefined) : {}
    const marks = labelFields(marking.nameable, seat?.organisation)
    const author = message?.author
    return evidenceForm(found, { marks, start: { ...start, ...begun }, fileName, isKept, author })
  },
  keepsBack: async (values, read, actor) =>
    (await keepsTexts(values, read, actor)) ? ['words', 'link', 'content', 'name', 'quote', 'shared'] : [],
  load: async (input, read: Read, at): Promise<State> => {
    const found = await subjectBy(input.reference, read, at.actor)
    const seat = found && seatFor(at.actor, found)
    return {
      found,
      seat,
      marking: await markingIn(read, seat?.organisation, at),
      pieces: found ? await read.evidence.all(found.subject) : [],
      file: await broughtIn(input, read, at.actor),
      message: await messageIn(input, read),
      asked: found && (await read.requests.waiting(found.subject, 'evidence')),
    }
  },
  decide: (input, state, at): Decision<EvidenceFact> => {
    const { found, seat } = state
    if (!found) return decline(subjectUnknown(input.reference))
    if (at.actor.kind !== 'person' || !seat)
      return decline(leftWrong(found) ?? refuse('not-yours', { role: mayFile.says }))
    const left = leftWrong(found)
    if (left) return decline(left)
    const trouble = troubleWith(input)
    if (trouble) return decline(trouble)
    if (state.message && 'code' in state.message) return decline(state.message)
    const checked = checkedOf(input, { ...state, found, seat, message: state.message }, at)
    if (Array.isArray(checked)) {
      const [first = subjectUnknown(input.reference), ...also] = checked
      return decline(first, also)
    }
    const twin = state.pieces.find((piece) => isSame(piece, checked, state.file))
    if (twin) return accept([], { says: alreadyCard(found, twin) })
    return accept(factsOf(checked, { found, seat, file: state.file }, at.actor.person, at), {
      organisation: seat.organisation,
      says: addedCard(found, checked, { notes: markNotes(checked.mark, seat.name), zone: seat.zone }),
      effects: tellAsker(found, state.asked, at.actor.person, seat.name),
      refresh: found.cards,
    })
  },
})

/** Whoever asked for it is told that it is there, and no word of it: its label says who sees it. */
function tellAsker(found: FoundSubject, asked: Request | undefined, addedBy: PersonId, source: string): Effect[] {
  if (!asked || asked.askedBy === addedBy) return []
  const about = [{ subject: found.subject, as: 'reference' } as const]
  return [{ kind: 'tell', person: asked.askedBy, card: broughtCard(found, source), about }]
}

/** What was typed: an address anywhere in it is the link, a day at its end the day, and the rest says what it shows. */
function readTyped(rest: string): Record<string, string> | undefined {
  if (rest.trim() === '') return {}
  const split = splitReference(rest)
  if (split === undefined) {
    const [, first = '', more = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
    return { reference: first, ...(more && { words: more }) }
  }
  if (split.rest === '') return undefined
  const dated =
    /^([\s\S]*?)\s+on\s+(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}(?:\s+\d{4})?)\s*$/iu.exec(
      split.rest,
    )
  const [said = '', day] = dated ? [dated[1], dated[2]] : [split.rest]
  const parts = said.split(/(\s+)/)
  const at = parts.findIndex((part) => isAddress(part.replace(/[.,;:!?)]+$/, '')))
  const link = at < 0 ? undefined : parts[at]?.replace(/[.,;:!?)]+$/, '')
  const words = parts
    .filter((_, nth) => nth !== at)
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim()
  return { reference: split.reference, ...(words && { words }), ...(link && { link }), ...(day && { day }) }
}

export async function foundIn(
  values: Record<string, string>,
  read: SubjectRead,
  actor: Actor,
): Promise<FoundSubject | undefined> {
  const typed = SubjectReference.safeParse(values.reference)
  return typed.success ? subjectBy(typed.data, read, actor) : undefined
}

/** The owner's seat before a supporter's; for a recommendation the secretariat's as well. */
function seatFor(actor: Actor, { speakers, owner }: FoundSubject): Seat | undefined {
  const held = proposingSeats(actor)
  const [own] = speakers.flatMap((organisation) => held.find((seat) => seat.organisation === organisation) ?? [])
  if (own || owner) return own
  return seatsOf(actor).find(({ role }) => role === 'secretariat')
}

/** Whether the actor may add to it; asked again when it is added. */
export function mayAdd(actor: Actor, found: FoundSubject): boolean {
  return leftWrong(found) === undefined && seatFor(actor, found) !== undefined
}

function leftWrong({ owner, reference }: FoundSubject): Refusal | undefined {
  return owner?.hasLeft ? refuse('owner-left', { reference, owner: owner.name }) : undefined
}

/** For whom what it is about is, its owner with them. */
function startingLabel({ item, owner }: FoundSubject, seat: Seat | undefined): Pick<Evidence, 'label' | 'recipients'> {
  const all = [...item.recipients, ...(owner && item.label.startsWith('TLP:AMBER') ? [owner.id] : [])]
  return { label: item.label, recipients: all.filter((one) => one !== seat?.organisation) }
}

const keepsTexts = async (...[values, read, actor]: Parameters<KeepsBack<Read>>): Promise<boolean> => {
  const found = await foundIn(values, read, actor)
  const seat = found && seatFor(actor, found)
  return seat !== undefined && isKeptBack(read, [seat.organisation], values.label ?? found?.item.label)
}
