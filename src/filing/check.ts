/** What is added as evidence, and everything that can be wrong with it. Pure. */
import type { z } from 'zod'
import type { LabelInput } from '#src/consortium/labelling.ts'
import { type Marked, type Marking, marked } from '#src/consortium/marking.ts'
import type { Seat } from '#src/core/access.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { At } from '#src/core/use-case.ts'
import { addressIn } from '#src/evidence/address.ts'
import { type Evidence, type EvidenceFact, type EvidenceKind, mostPieces } from '#src/evidence/evidence.ts'
import type { Brought } from '#src/evidence/file.ts'
import { dayOf } from './day.ts'
import { type Message, messageWrong } from './message.ts'
import type { FoundSubject } from './subject.ts'

/** A piece that can be stored as it stands; `link` is empty where there is none. */
export type Checked = { kind: EvidenceKind; words: string; link: string; day: string; mark: Marked }

/** What it is checked against. */
export type Ready = {
  found: FoundSubject
  /** For whom it is added. */
  seat: Seat
  marking: Marking
  pieces: Evidence[]
  file: Brought | undefined
  message: Message | undefined
}

/** Everything that is wrong at once, or the piece as it can be stored. */
export function checkedOf(
  input: { words?: string | undefined; link?: string | undefined; day?: string | undefined } & z.output<
    z.ZodObject<typeof LabelInput>
  >,
  { found, seat, marking, pieces, file, message }: Ready,
  at: At,
): Checked | Refusal[] {
  if (at.actor.kind !== 'person') throw new Error('only people add evidence')
  // Beside a file an address is a part of the words.
  const link = file || input.link === undefined ? undefined : addressIn(input.link)
  const words = [input.words, ...(file && input.link ? [input.link] : [])].filter((part) => part).join(' ')
  const day = dayOf(input.day, at.now.toZonedDateTimeISO(seat.zone).toPlainDate())
  const usual = { ...marking.nameable.consortium, label: found.item.label }
  const mark = marked(
    input,
    { ...marking, nameable: { ...marking.nameable, consortium: usual } },
    { source: { id: seat.organisation, name: seat.name }, author: at.actor.person },
    message && at.here ? { words, heard: message.text } : { words: `${words} ${input.link ?? ''}`, heard: heardIn(at) },
  )
  const quoted = Array.isArray(mark) ? undefined : messageWrong(message, seat.organisation, mark)
  const isEmpty = !file && words === '' && input.link === undefined
  const wrong = [
    ...(pieces.length >= mostPieces ? [refuse('evidence-full', { reference: found.reference, most: mostPieces })] : []),
    ...(isEmpty ? [refuse('evidence-needed', { reference: found.reference }, { field: 'words' })] : []),
    ...(typeof link === 'object' ? [link] : []),
    ...(typeof day === 'string' ? [] : [day]),
    ...(Array.isArray(mark) ? mark : []),
    ...(quoted ? [quoted] : []),
  ]
  if (wrong.length > 0 || typeof link === 'object' || typeof day !== 'string' || Array.isArray(mark)) return wrong
  const kind = file ? 'file' : link ? 'link' : 'note'
  return { kind, words, link: link ?? '', day, mark }
}

function heardIn({ overheard }: At): string | undefined {
  const said = [overheard.words, overheard.link].filter((part) => part !== undefined)
  return said.length > 0 ? said.join(' ') : undefined
}

/** The same again changes nothing, whoever says it first. */
export function isSame(piece: Evidence, { kind, link, words }: Checked, file: Brought | undefined): boolean {
  if (piece.kind !== kind) return false
  if (file) return piece.file?.hash === file.hash
  return kind === 'link' ? piece.url === link : piece.words === words && words !== ''
}

/** Where its source keeps texts to itself, it is stored that there is evidence, and no word of it. */
export function factsOf(
  { kind, words, link, day, mark }: Checked,
  { found, seat, file }: Pick<Ready, 'found' | 'seat' | 'file'>,
  addedBy: Evidence['addedBy'],
  at: At,
): EvidenceFact[] {
  const evidence = at.newId('ev')
  const kept = mark.release === 'reference' ? undefined : { words, url: link, file }
  const bytes = kept?.file
  return [
    {
      type: 'evidence-added',
      ...{ evidence, subject: found.subject, kind, day, label: mark.label, recipients: mark.recipients },
      ...{ organisation: seat.organisation, addedBy },
      file: bytes ? { type: bytes.type, size: bytes.size } : null,
      sealed: { words: kept?.words ?? '', url: kept?.url ?? '', name: bytes?.name ?? '', hash: bytes?.hash ?? '' },
    },
    ...(bytes
      ? [{ type: 'evidence-file-kept' as const, personal: true as const, evidence, bytes: bytes.content }]
      : []),
  ]
}
