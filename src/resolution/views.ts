/** Consent lists and dispositions as people see them. */

import { type Actor, type Grants, isGranted } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { bold, button, buttons, card, deadline, facts, note, text, turns, withActions } from '#src/view/build.ts'
import type { Block, Button, Card, Span } from '#src/view/card.ts'
import { counted, inShort, listed as listedWords } from '#src/view/phrases.ts'
import {
  circulates,
  decidesDispositions,
  dispositionWords,
  inOrder,
  listed,
  polled,
  proposesDispositions,
  spokenFor,
  standsAs,
  takesPullOuts,
  wouldList,
} from './decide.ts'
import { type Table, wordsSeen } from './read.ts'
import type { ConsentList, Disposed, Settling } from './resolution.ts'
import { stancesSeen } from './stance.ts'

/** In every place of the working group; what it counts is as things stand now. */
export function consentCard(table: Table, list: ConsentList): Card {
  const { draft, zone } = table
  const all = table.all.filter(({ decided }) => !decided || decided.enBloc === list.id)
  const proposed = all.filter(({ proposal }) => proposal && proposal.after !== list.id).length
  const out = table.all.filter(({ pulled }) => pulled.some(({ consent }) => consent === list.id))
  const reference = draftReference(draft)
  const drawn = card(
    `${reference} Dispositions proposed for ${counted(proposed, 'comment')}`,
    text(compositionOf(all, list)),
    facts(
      [list.closed ? 'Pulled out until' : 'Pull out until', deadline(list.deadline, zone)],
      [list.closed ? 'Pulled out' : 'Pulled out so far', String(out.length)],
    ),
    note(whatNext(table, list)),
  )
  const open = list.closed ? [] : [button('Pull one out', 'pull-out', { draft: reference }, { opens: true })]
  const positions =
    polled(table.all, list).length > 0 ? [button('Take positions', 'show-step', { draft: reference })] : []
  return {
    ...withActions(
      drawn,
      button('Read by clause', 'show-dispositions', { draft: reference }),
      ...open,
      ...positions,
      button('Download DOCX', 'export-comments', { draft: reference }),
    ),
    label: draft.label,
  }
}

function whatNext(table: Table, list: ConsentList): string {
  const done = table.all.filter(({ decided }) => decided?.enBloc === list.id).length
  if (done > 0) return `The chair decided ${counted(done, 'comment')} in one act. The rest is decided one by one.`
  if (!list.closed) return 'What nobody pulls out is decided in one act of the chair.'
  return `Nothing more can be pulled out. The chair decides ${counted(listed(table.all, list).length, 'comment')} in one act.`
}

/** `212 editorial, accepted · 61 technical with proposed text · 19 duplicates merged · 8 undecided`. */
function compositionOf(all: readonly Settling[], list: Pick<ConsentList, 'id'> | undefined): string {
  const counts = new Map<string, number>()
  for (const { proposal, comment } of all) {
    const isProposed = proposal && (!list || proposal.after !== list.id)
    const kind = !isProposed
      ? 'undecided'
      : proposal.disposition === 'duplicate'
        ? 'duplicates merged'
        : proposal.disposition === 'accepted'
          ? `${comment.type}, accepted`
          : `${comment.type} with proposed text`
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const rank = (kind: string) => (kind === 'undecided' ? 2 : kind === 'duplicates merged' ? 1 : 0)
  return [...counts]
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${count === 1 ? kind.replace('duplicates', 'duplicate') : kind}`)
    .join(' · ')
}

/** Shown before a list is circulated. */
export function circulatePreview(table: Table, holds: Settling[], until: Temporal.Instant, form: FormId): Card {
  const { draft, zone, group } = table
  const reference = draftReference(draft)
  const drawn = card(
    `Circulate dispositions for ${counted(holds.length, 'comment')} of ${reference}?`,
    text(
      compositionOf(
        table.all.filter(({ decided }) => !decided),
        undefined,
      ),
    ),
    facts(['Pull out until', bold(momentInFull(until, zone))], ['Circulated to', group.name]),
    note('Nothing is circulated yet.'),
  )
  const yes = { form, until: until.toString(), sure: 'yes' }
  return {
    ...withActions(
      drawn,
      button('Circulate list', 'circulate-list', yes, { style: 'primary' }),
      button('Change deadline', 'circulate-list', { form }, { opens: true }),
    ),
    label: draft.label,
  }
}

const perPage = 5

/** The table by clause, as one person may see it. */
export function dispositionsCard(table: Table, viewer: Actor, page: number, now: Temporal.Instant): Card {
  const { draft, list } = table
  const reference = draftReference(draft)
  const rows = inOrder(table.all)
  const shown = rows.slice((page - 1) * perPage, page * perPage)
  const first = (page - 1) * perPage + 1
  const title =
    rows.length === 0
      ? `${reference} has no comments yet`
      : `${reference} Comments ${first} to ${first + shown.length - 1} of ${rows.length}`
  const drawn = card(
    title,
    ...shown.flatMap((one): Block[] => [
      text(...lineOf(one, table, viewer)),
      ...buttons(
        ...(list && standsAs(one, list) === 'listed' && !list.closed
          ? [
              button(
                `Pull out ${commentReference(one.comment)}`,
                'pull-out',
                { comment: one.comment.id },
                { opens: true },
              ),
            ]
          : []),
      ),
    ]),
  )
  return {
    ...withActions(
      drawn,
      ...turns(rows.length, page, perPage, 'show-dispositions', { draft: reference }),
      ...nextSteps(table, viewer, now),
    ),
    label: draft.label,
  }
}

/** What the reader's role may do next with the table as it stands. */
function nextSteps(table: Table, viewer: Actor, now: Temporal.Instant): Button[] {
  const { all, list, group } = table
  const draft = draftReference(table.draft)
  const isOpen = all.some(({ decided }) => !decided)
  const isRunning = list !== undefined && takesPullOuts(list, now)
  const left = polled(all, list).length
  const may = ({ grants }: { grants: Grants }) => isGranted(viewer, grants)
  return [
    ...(may(proposesDispositions) && isOpen ? [button('Propose by clause', 'show-clause', { draft })] : []),
    ...(may(proposesDispositions) && isOpen ? [button('Merge duplicates', 'merge-duplicates', { draft })] : []),
    ...(may(circulates) && !isRunning && wouldList(all).length > 0
      ? [button('Circulate dispositions', 'circulate-list', { draft }, { opens: true })]
      : []),
    ...(may(decidesDispositions) && left > 0 ? [button('Decide one by one', 'show-undecided', { draft })] : []),
    ...(spokenFor(viewer, group.members).length > 0 && left > 0
      ? [button('Take positions', 'show-step', { draft })]
      : []),
  ]
}

const states = {
  decided: 'Decided',
  'pulled-out': 'Pulled out',
  listed: 'On the list',
  proposed: 'Proposed',
  changed: 'Proposed anew',
  undecided: 'Nothing proposed',
} as const

/** `clause 3.10, technical`; what is about the whole draft is `general`, of whatever type. */
export function placeOf({ clause, type }: Settling['comment']): string {
  if (clause !== '') return `clause ${clause}, ${type}`
  return type === 'general' ? 'general' : `general, ${type}`
}

/** `DE-002 clause 3.10, technical: Threshold is given without its unit. On the list: accepted.` */
function lineOf(one: Settling, table: Table, viewer: Actor): Span[] {
  const { comment } = one
  const words = wordsSeen(viewer, one) ? inShort(comment.text, 150) : 'its text is kept by its organisation'
  const { pulled } = stancesSeen(viewer, table, one)
  const out = pulled.map(({ organisation }) => table.names.get(organisation) ?? 'an organisation')
  const stands = standsAs(one, table.list)
  const by = stands === 'pulled-out' && out.length > 0 ? ` by ${listedWords([...new Set(out)])}` : ''
  return [
    bold(commentReference(comment)),
    ` ${placeOf(comment)}: ${words} `,
    bold(`${states[stands]}${by}`),
    disposedText(one.decided ?? one.proposal, one, table, viewer),
  ]
}

/** `: accepted with modification: “per 1 000 tasks”`; empty where there is none. */
export function disposedText(of: Disposed | undefined, one: Settling, table: Table, viewer: Actor): string {
  if (!of) return ''
  const other = of.duplicateOf && table.all.find(({ comment }) => comment.id === of.duplicateOf)
  const what = `${dispositionWords[of.disposition]}${other ? ` of ${commentReference(other.comment)}` : ''}`
  return `: ${what}${of.text !== '' && wordsSeen(viewer, one) ? `: “${inShort(of.text, 300)}”` : ''}`
}

/** To the person who said it, privately. */
export function doneCard(table: Table, title: string, ...blocks: Block[]): Card {
  return { ...card(title, ...blocks), tone: 'good', label: table.draft.label }
}

/** To the chair, when the time for pulling out is over. */
export function toDecideCard(table: Table, list: ConsentList): Card {
  const reference = draftReference(table.draft)
  const drawn = card(
    `${reference} Nothing more can be pulled out`,
    facts(
      ['To decide in one act', counted(listed(table.all, list).length, 'comment')],
      ['To decide one by one', counted(polled(table.all, list).length, 'comment')],
    ),
  )
  return {
    ...withActions(
      drawn,
      button('Decide list', 'decide-listed', { draft: reference }, { style: 'primary' }),
      ...restButton(table, list),
    ),
    label: table.draft.label,
  }
}

/** Where something is left for that. */
export function restButton({ draft, all }: Table, list: ConsentList): Button[] {
  if (polled(all, list).length === 0) return []
  return [button('Decide one by one', 'show-undecided', { draft: draftReference(draft) })]
}
