/** Marking: what a label, its organisation's own rule and the readers of a channel make of words that are about to be stored. Pure, but for what it loads. */
import { dayInFull } from '#src/core/dates.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type Release, type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen, type Tlp } from '#src/core/tlp.ts'
import type { At } from '#src/core/use-case.ts'
import {
  isHeard,
  LabelInput,
  type Labelled,
  type Labelling,
  type LabelTyped,
  labelledAs,
  type Nameable,
  nameableIn,
} from './labelling.ts'
import { type Around, aroundIn } from './reach.ts'
import type { ConsortiumReader, ReleaseStated } from './store.ts'

export type Marking = {
  nameable: Nameable
  policy: ReleasePolicy
  /** Who said so, and when. */
  stated: ReleaseStated[]
  around: Around
  /** What the channel is called in which it was begun. */
  place: string
}

/** `source`: for which organisation it is stored, once that is known. */
export async function markingIn(
  read: { consortium: ConsortiumReader },
  source: OrganisationId | undefined,
  { now, here }: At,
): Promise<Marking> {
  const place = here && (await read.consortium.placeAt(here))
  return {
    nameable: await nameableIn(read, now),
    policy: source ? await read.consortium.release(source) : {},
    stated: source ? await read.consortium.releaseStated(source) : [],
    around: await aroundIn(read),
    place: place?.name ?? 'the channel',
  }
}

/** `heard`: the words as others read them where they were typed. */
export type Said = { words: string; heard: string | undefined }

export type Marked = Labelled & { release: Exclude<Release, 'nothing'> }

export function marked(typed: LabelTyped, on: Marking, by: Labelling, said: Said): Marked | Refusal[] {
  const labelled = labelledAs(typed, by, on.nameable)
  if (Array.isArray(labelled)) return labelled
  const { label } = labelled
  const release = whatLeaves(on.policy, { label })
  const wrong = [
    ...(isAboveGreen(label) ? openlySaid(typed, label, on, said) : []),
    ...(release === 'nothing' && by.source ? [keptIn(label, by.source.name, on)] : []),
  ]
  return wrong.length > 0 || release === 'nothing' ? wrong : { ...labelled, release }
}

/** Above TLP:GREEN words are taken by form alone, and what others have read already is not made narrower by a label. */
function openlySaid(typed: LabelTyped, label: Tlp, { place }: Marking, { words, heard }: Said): Refusal[] {
  if (isHeard(words, heard)) return [refuse('text-heard', { label, place }, { field: 'label' })]
  return typed.label === undefined ? [refuse('form-needed', { label }, { field: 'label' })] : []
}

/** Why nothing of that label is stored for an organisation that lets nothing leave. */
export function keptIn(label: Tlp, organisation: string, on: Pick<Marking, 'stated' | 'nameable'>, field = 'label') {
  const { stated, nameable } = on
  const said = stated.find((one) => one.label === label) ?? stated.find((one) => one.label === 'any')
  const day = said && dayInFull(said.at.toZonedDateTimeISO(nameable.consortium.zone).toPlainDate())
  const data = { label, organisation, by: said?.by ?? 'the operator', day: day ?? 'an earlier day' }
  return refuse('release-nothing', data, { field })
}

/** What a person reads before it is stored: what the label makes of the choice, and that the text is not kept. */
export function markNotes({ says, release }: Marked, organisation: string): string[] {
  const kept = `${organisation} keeps its text to itself: it is not stored here, and the card says who keeps it.`
  return [...says, ...(release === 'reference' ? [kept] : [])]
}

/** Whether a draft may not hold the words either, since one of these organisations lets none of them leave. */
export async function isKeptBack(
  { consortium }: { consortium: Pick<ConsortiumReader, 'consortium' | 'release'> },
  organisations: readonly OrganisationId[],
  typedLabel: string | undefined,
): Promise<boolean> {
  const label = LabelInput.label.safeParse(typedLabel).data ?? (await consortium.consortium()).label
  for (const one of new Set(organisations)) {
    if (whatLeaves(await consortium.release(one), { label }) !== 'full') return true
  }
  return false
}
