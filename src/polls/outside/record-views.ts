/** A vote that came by letter or e-mail, as the secretariat records it and as its organisation hears of it. */
import type { OrganisationRead } from '#src/consortium/store.ts'
import { signingRoles } from '#src/core/access.ts'
import { dayInFull } from '#src/core/dates.ts'
import type { FormId, OrganisationId, ReceivedVoteId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import type { Brought } from '#src/evidence/file.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card, Span } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { capital, counted } from '#src/view/phrases.ts'
import { Means, type ReceivedVote } from '../afterwards.ts'
import { Choice, longestRemarks, type Poll, pollReference } from '../poll.ts'
import { rules } from '../rules/rules.ts'
import { did, roleName, verb } from '../vote-views.ts'

/** A vote that can be recorded as it stands. */
export type CheckedVote = {
  poll: Poll
  organisation: Pick<OrganisationRead, 'id' | 'short'>
  choice: Choice
  remarks: string
  means: Means
  day: string
  role: ReceivedVote['role']
  late: boolean
  file: Brought
  by: { person: ReceivedVote['recordedBy']; name: string }
}

type Shown = CheckedVote & { told: number; leaves: boolean; form: FormId }

/** Shown before anything is recorded. */
export function previewCard(shown: Shown): Card {
  const { poll, organisation, form } = shown
  const drawn = card(
    `Record for ${organisation.short}: ${verb[shown.choice]}?`,
    text(`${pollReference(poll)} ${poll.question}`.trim()),
    facts(...linesOf(shown)),
    ...(shown.remarks === '' ? [] : [text(bold('Comments or reasons: '), shown.remarks)]),
    ...notesOf(shown).map((line) => note(line)),
    note(`${toldText(shown)} Nothing is saved yet.`),
  )
  return withActions(
    { ...drawn, label: poll.label },
    button('Record vote', 'record-vote', { form, sure: 'yes' }, { style: 'primary' }),
    button('Change', 'record-vote', { form }, { opens: true }),
  )
}

function linesOf({ means, day, role, file }: CheckedVote): [string, ...Span[]][] {
  return [
    ['Came by', capital(means)],
    ['Arrived', dayInFull(Temporal.PlainDate.from(day))],
    ['Signed by', `its ${roleName(role)}`],
    ['File', file.name],
  ]
}

function notesOf({ poll, organisation, choice, remarks, late, leaves }: Shown): string[] {
  const rule = rules[poll.rule]
  const isBare = choice === 'disapprove' && remarks === '' && rule.needsReasons
  return [
    ...(isBare ? [`Without its reasons ${rule.name} leaves it out. Write them with Change.`] : []),
    ...(late ? [`${pollReference(poll)} is closed: it is recorded as late, and counts only if you rule so.`] : []),
    ...(leaves ? [] : [`${organisation.short} keeps its texts to itself: the file is not stored here. Keep it.`]),
  ]
}

function toldText({ organisation, told }: Pick<Shown, 'organisation' | 'told'>): string {
  if (told === 0) return `Nobody of ${organisation.short} can be told here: write to it.`
  return `${counted(told, 'person')} of ${organisation.short} will be told, and may object.`.replace(
    'persons',
    'people',
  )
}

/** To whoever recorded it, privately. */
export function recordedCard(shown: Shown): Card {
  const { poll, organisation, late, told } = shown
  const reference = pollReference(poll)
  const what = poll.unattributed ? 'voted' : did[shown.choice].replace(/ on$/, '')
  const drawn = card(
    `Recorded for ${organisation.short}: it ${what} on ${reference}`.replace(/(approved|disapproved) on/, '$1'),
    note(late ? 'It is late, and listed apart: it counts only by a ruling.' : 'It counts as if it had been cast here.'),
    note(told === 0 ? toldText(shown) : `Its ${told === 1 ? 'voter is' : `${told} voters and coordinators are`} told.`),
  )
  return withActions(
    { ...drawn, tone: 'good', label: poll.label },
    button('Show recorded votes', 'show-received', { poll: poll.id }),
  )
}

/** To those who speak for the organisation. Of an unattributed poll it never says what was chosen. */
export function toldCard(vote: CheckedVote & { id: ReceivedVoteId }): Card {
  const { poll, organisation, choice, means, day, late, by } = vote
  const reference = pollReference(poll)
  const what = poll.unattributed ? `a vote of ${organisation.short}` : `that ${organisation.short} ${did[choice]}`
  const when = dayInFull(Temporal.PlainDate.from(day))
  const drawn = card(
    `${reference} A vote was recorded for ${organisation.short}`,
    text(`${by.name} of the secretariat recorded ${what}${poll.unattributed ? ' on' : ''} ${reference}.`),
    note(`It came by ${means}, and arrived on ${when}.${late ? ' It is late, and counts only by a ruling.' : ''}`),
    note('If that is wrong, object: the secretariat rules, and your objection stands beside the vote.'),
  )
  return withActions(
    { ...drawn, label: poll.label },
    button('Object to vote', 'object-to-vote', { vote: vote.id }, { opens: true }),
    button('Get the file', 'get-letter', { vote: vote.id }),
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}

type Start = { fileName: string | undefined; organisation: OrganisationId | undefined }

export function recordForm(
  poll: Poll | undefined,
  electorate: readonly OrganisationRead[],
  { fileName, organisation }: Start,
): FormShape {
  const choice = (name: string, label: string, options: { value: string; label: string }[]): Field => {
    return { kind: 'choice', name, label, required: true, options }
  }
  const whose = electorate.map(({ id, short }) => ({ value: id as string, label: short }))
  const reference: Field = { kind: 'line', name: 'reference', label: 'Poll', hint: 'Like P-7', required: true, max: 20 }
  const named: Field = { kind: 'line', name: 'organisation', label: 'Vote of', required: true, max: 200 }
  return {
    title: 'Record a vote',
    submit: 'Check vote',
    fields: [
      ...(poll ? [] : [reference]),
      whose.length > 0 ? choice('organisation', 'Vote of', whose) : named,
      choice(
        'choice',
        'It votes',
        Choice.options.map((value) => ({ value, label: verb[value] })),
      ),
      { kind: 'paragraph', name: 'remarks', label: 'Comments or reasons', required: false, max: longestRemarks },
      choice(
        'means',
        'Came by',
        Means.options.map((value) => ({ value, label: capital(value) })),
      ),
      {
        kind: 'line',
        name: 'day',
        label: 'Arrived on',
        hint: 'Today, where it is left empty. For example 2026-11-01',
        required: false,
        max: 100,
      },
      choice(
        'role',
        'Signed by its',
        signingRoles.map((value) => ({ value, label: capital(roleName(value)) })),
      ),
    ],
    values: { means: 'letter', role: 'head-delegate', ...(organisation && { organisation }) },
    note: [
      ...(poll ? [bold(pollReference(poll)), ` ${poll.question}\n`] : []),
      `With the file ${fileName ?? 'that you sent'}. Nothing is saved until you have seen it in full.`,
    ],
  }
}
