/** Commitments as people see them: the proposal to its own organisation, the commitment to everyone. */

import type { Organisation } from '#src/consortium/consortium.ts'
import type { Group } from '#src/consortium/store.ts'
import { dayInFull, zoneName } from '#src/core/dates.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import type { Evidence } from '#src/evidence/evidence.ts'
import type { Assessed } from '#src/recommendations/axes.ts'
import { foundRow, foundWords, reportedRow } from '#src/recommendations/axes-views.ts'
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { bold, button, card, facts, moment, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card, Span } from '#src/view/card.ts'
import { type Commitment, commitmentReference, isOwnerLeft, keptText, type Quotation } from './commitment.ts'
import { nextReport } from './freshness.ts'
import type { Kin } from './store.ts'
import { type Support, supportText } from './support.ts'
import { termsFacts } from './terms.ts'

/** A commitment with the names of everything that it points to. */
export type Named<C extends Commitment = Commitment> = {
  commitment: C
  owner: Organisation
  group: Group
  /** Those that the reader sees. */
  recommendations: Recommendation[]
  proposer: string
  /** What another organisation said, where the commitment quotes it. */
  quotation: Quotation | undefined
  /** What of its evidence whoever reads it may see. */
  evidence?: readonly Evidence[]
  /** Who else takes part in it, or is asked to. */
  supports?: readonly Support[]
  /** The numbers of what it was split or merged from, and into. */
  kin?: Kin
  /** Who made the last report of progress. */
  reporter?: string
  /** What an assessor found, as far as the reader may see it yet. */
  found: Assessed | null
}
export type Confirmed = Extract<Commitment, { status: 'confirmed' }>

/** The longest title that no platform shortens; a longer text stands below its title, whole. */
const longestTitle = 110

/** A confirmed commitment, as everyone in the consortium may see it. */
export function commitmentCard(named: Named<Confirmed>): Card {
  const { commitment, owner, group, evidence = [] } = named
  const reference = commitmentReference(commitment)
  const drawn = titled(reference, ['Commitment of', owner.short], commitment.text, detailsOf(named))
  const args = { reference }
  return {
    ...drawn,
    tone: commitment.progress === 'complete' ? 'good' : 'neutral',
    label: labelOf(named),
    blocks: [
      ...drawn.blocks,
      { kind: 'progress', rows: [reportedRow('Reported', commitment), foundRow(named.found)] },
      ...updatedOf(named),
      ...foundWords(named.found, owner.zone),
      ...ownerLeftOf(named),
      ...quoteOf(named),
      note(
        [...(evidence.length > 0 ? [`Evidence ${evidence.length}`] : []), `Working group ${group.name}`].join(' · '),
      ),
    ],
    actions: [
      commitment.ownerLeftAt === null
        ? button('Report progress', 'report-progress', args, { opens: true })
        : button('Transfer commitment', 'propose-transfer', args, { opens: true }),
      ...(commitment.ownerLeftAt === null ? [button('Add evidence', 'add-evidence', args, { opens: true })] : []),
      ...(evidence.length > 0 ? [button('Show evidence', 'show-evidence', args)] : []),
      button('Follow', 'follow', args),
      button('Show history', 'show-history', args),
      button('Change commitment', 'change-commitment', args, { opens: true }),
      button('Show milestones', 'show-milestones', args),
    ],
  }
}

/** The narrowest of what stands on its card. */
function labelOf({ commitment, recommendations }: Named): Tlp {
  return strictest([commitment.label, ...recommendations.map(({ label }) => label)]) ?? commitment.label
}

/** In a shared place: whole, or its reference alone (number, owner, date and state) where its owner left. */
export function placedCard(named: Named<Confirmed>): Card {
  const { commitment, owner, group } = named
  if (commitment.ownerLeftAt === null) return commitmentCard(named)
  const drawn = card(
    `${commitmentReference(commitment)} Commitment of ${owner.short}`,
    detailsOf({ ...named, recommendations: [], supports: [] }),
    { kind: 'progress', rows: [reportedRow('Reported', commitment), foundRow(named.found)] },
    ...ownerLeftOf(named),
    note(`Working group ${group.name}`),
  )
  const show = button(`Show ${commitmentReference(commitment)}`, 'show-commitment', {
    reference: commitmentReference(commitment),
  })
  return withActions({ ...drawn, label: commitment.label }, show)
}

/** Says that the owner is not there any more, and what happens next. */
function ownerLeftOf({ commitment, owner }: Named<Confirmed>): Block[] {
  const { ownerLeftAt } = commitment
  if (ownerLeftAt === null) return []
  const day = Temporal.Instant.from(ownerLeftAt).toZonedDateTimeISO(owner.zone).toPlainDate()
  const left = `${owner.short} left the consortium on ${dayInFull(day)}.`
  if (!isOwnerLeft(commitment)) return [note(left)]
  return [
    text(
      bold('Owner left. '),
      `${left} Nobody reports on it until the secretariat has transferred it to another organisation.`,
    ),
  ]
}

/** When it was last reported on, and from which day the next report is due: the day stays true without drawing the card anew. */
function updatedOf({ commitment, owner, reporter }: Named<Confirmed>): Block[] {
  const { progressAt, progressNote } = commitment
  const words = progressNote === null ? [] : [text(`“${progressNote}”`)]
  const by = reporter ? [` by ${reporter}`] : []
  const updated = progressAt === null ? [] : ['Updated ', moment(progressAt, owner.zone), ...by, '. ']
  const next = nextReport(commitment, owner.zone)
  const due = next === null ? [] : [`Next report by ${dayInFull(next)}.`]
  return [...words, ...(updated.length + due.length > 0 ? [note(...updated, ...due)] : [])]
}

/** A proposal, for its own organisation only. `signs`: the reader can bind the organisation. */
type Reader = {
  signs: boolean
  mayReword: boolean
  /** Where it is stored and who will read it, for whoever confirms it. */
  release?: string[]
}

export function proposalCard(named: Named, reader: Reader): Card {
  const { commitment, proposer } = named
  const args = { commitment: commitment.id }
  const status = {
    proposed: 'Waits for a delegate or deputy to confirm it. Only your organisation sees it.',
    confirmed: 'Confirmed.',
    'sent-back': 'Sent back by a delegate. Nobody else saw it.',
    withdrawn: 'Withdrawn. Nobody else saw it.',
  }[commitment.status]
  const drawn = titled('Proposal', ['of', named.owner.short], commitment.text, detailsOf(named))
  const body = {
    ...drawn,
    label: labelOf(named),
    blocks: [...drawn.blocks, ...quoteOf(named), note(`Proposed by ${proposer}. ${status}`)],
  }
  if (commitment.status !== 'proposed') return body
  const told = (reader.release ?? []).map((line) => note(line))
  return withActions(
    { ...body, blocks: [...body.blocks, ...told] },
    ...(reader.signs ? [button('Confirm commitment', 'confirm-commitment', args, { style: 'primary' })] : []),
    ...(reader.signs ? [button('Send back', 'send-back-proposal', args)] : []),
    ...(reader.mayReword ? [button('Change proposal', 'reword-proposal', args, { opens: true })] : []),
    ...(reader.mayReword ? [button('Withdraw proposal', 'withdraw-proposal', args, { style: 'danger' })] : []),
  )
}

/** `Luc Bernard (France)`; the organisations are those for which the author sits here. */
export function authorText(name: string | null, seats: readonly { name: string }[]): string {
  const organisations = [...new Set(seats.map((seat) => seat.name))].join(', ')
  return `${name ?? 'Somebody'} (${organisations || 'of no organisation here'})`
}

/** Whose words these are, when they were said and where; `zone` is that of whoever quotes them. */
export function quoteSpans({ author, saidAt, text: words, url }: Quotation, zone: string): Span[] {
  if (words === '') return ['Quoted ', bold(author), ', ', moment(saidAt, zone), '. The words were erased.']
  const link: Span[] = url === null ? [] : [' ', { link: 'Open message', url }]
  return ['Quotes ', bold(author), ', ', moment(saidAt, zone), ': “', words, '”', ...link]
}

/** `Tuesday 15 December 2026 (Tokyo)`. */
export function dueText(due: Temporal.PlainDate, zone: string): string {
  return `${dayInFull(due)} (${zoneName(zone)})`
}

/** `“Publish our results”`, or who keeps the text. */
export function inQuotes(words: string, owner: Pick<Organisation, 'short'>): string {
  return words === '' ? keptText(owner.short) : `“${words}”`
}

/** A short text is the title; a long one stands whole below a title of its own. */
export function titled(reference: string, [whose, owner]: [string, string], words: string, details: Block): Card {
  const fits = words !== '' && words.length <= longestTitle && !words.includes('\n')
  return fits
    ? card(`${reference} ${words}`, details)
    : card(`${reference} ${whose} ${owner}`, text(words || keptText(owner)), details)
}

/** Owner, due day and what it answers. */
export function detailsOf(named: Named): Block {
  const { commitment, owner, recommendations } = named
  const owned = owner.short === owner.name ? owner.short : `${owner.short}, ${owner.name}`
  return facts(
    ['Owner', owned],
    ['Due', dueText(Temporal.PlainDate.from(commitment.due), owner.zone), ...firstDue(commitment)],
    ...answersFact(recommendations),
    ...supportedFact(named),
    ...kinFacts(named),
    ...termsFacts(commitment),
  )
}

function kinFacts({ kin }: Named): [string, string][] {
  const references = (numbers: readonly number[]) => numbers.map((number) => commitmentReference({ number })).join(', ')
  const facts: [string, string][] = [
    ['Made from', references(kin?.from ?? [])],
    ['Became', references(kin?.into ?? [])],
  ]
  return facts.filter(([, value]) => value !== '')
}

function supportedFact({ supports = [] }: Named): [string, ...Span[]][] {
  return supports.length === 0 ? [] : [['Supported by', supportText(supports)]]
}

/** Another day than the one that was promised first is never shown alone. */
function firstDue({ due, originalDue }: Commitment): string[] {
  return due === originalDue ? [] : [`, first promised for ${dayInFull(Temporal.PlainDate.from(originalDue))}`]
}

function quoteOf({ quotation, owner }: Named): Block[] {
  return quotation ? [text(...quoteSpans(quotation, owner.zone))] : []
}

export function answersFact(recommendations: readonly Recommendation[]): [string, ...Span[]][] {
  const lines = recommendations.map((one) => `${recommendationReference(one)} ${one.title}`)
  return lines.length === 0 ? [] : [['Answers', lines.join('\n')]]
}
