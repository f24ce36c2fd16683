/** Opening a poll, as whoever opens it sees it: the form, what will be asked of whom, and that it is open. */

import { placesText } from '#src/consortium/places.ts'
import type { Group } from '#src/consortium/store.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import type { FormShape, Hosting } from '#src/core/use-case.ts'
import { bold, button, card, deadline, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { longestQuestion, type Poll, pollReference, type Rule } from './poll.ts'
import { rules } from './rules/rules.ts'
import { standingOf, whoSees } from './views.ts'

/** Shown before a poll opens: when it ends, in full, and who will be asked where. */
export function previewCard(
  poll: Poll,
  group: Group,
  lines: string[],
  { zone, form, hosting }: { zone: string; form: FormId; hosting: Hosting },
): Card {
  const { question, closesAt, label } = poll
  const closes = Temporal.Instant.from(closesAt)
  const voters = group.members.filter((member) => member.votes).map((member) => member.short)
  const drawn = {
    ...card(
      question.length <= longestTitle ? `Open poll: ${question}` : 'Open this poll?',
      ...(question.length <= longestTitle ? [] : [text(question)]),
      facts(
        ['Closes', bold(momentInFull(closes, zone))],
        ['Standing', ...standingOf(poll)],
        ['Rule', rules[poll.rule].says],
        ['Asked', voters.join(', ')],
      ),
      note(bold('Who can see this? '), whoSees(poll, group.name, hosting)),
      ...lines.map((line) => note(line)),
      note('Nothing is saved yet.'),
    ),
    label,
  }
  return withActions(
    drawn,
    button('Open poll', 'open-poll', { form, closes: closes.toString(), sure: 'yes' }, { style: 'primary' }),
    button('Change question', 'open-poll', { form }, { opens: true }),
  )
}

/** To the person who opened it, privately. */
export function openedCard(poll: Poll, group: Group, lines: string[], zone: string): Card {
  const shown =
    group.places.length === 0 ? 'no channel: those who vote are asked in their own chats' : placesText(group)
  return {
    ...card(
      `${pollReference(poll)} is open`,
      text(poll.question),
      facts(['Closes', deadline(poll.closesAt, zone)], ['Shown in', shown]),
      ...lines.map((line) => note(line)),
    ),
    tone: 'good',
    label: poll.label,
  }
}

export function pollForm(
  groups: { value: string; label: string }[],
  chartered: readonly Rule[],
  marks: Field[],
  values: Record<string, string>,
): FormShape {
  const group: Field[] =
    groups.length < 2
      ? []
      : [{ kind: 'choice', name: 'group', label: 'Working group', required: true, options: groups }]
  return {
    title: 'Open a poll',
    submit: 'Check date',
    fields: [
      { kind: 'paragraph', name: 'question', label: 'Question', required: true, max: longestQuestion },
      {
        kind: 'line',
        name: 'closes',
        label: 'Closes',
        hint: 'For example Friday 17:00, in 20 minutes or 2026-12-04 17:00',
        required: true,
        max: 100,
      },
      ...group,
      ruleField(chartered),
      votesField,
      ...marks,
    ],
    values,
    note: [
      'Approve, disapprove or abstain; one vote per organisation. Nothing is saved until you have seen the date in full.',
    ],
  }
}

/** The longest question that stands in a title, whole. */
const longestTitle = 110

/** Those by which a group of the person may decide, then those of standards bodies, under which a position is found. */
function ruleField(chartered: readonly Rule[]): Field {
  const bodies = (Object.keys(rules) as Rule[]).filter((rule) => rules[rule].body !== null)
  const decisions = chartered.map((rule) => ({ value: rule, label: `Decision: ${rules[rule].name}` }))
  const positions = bodies.map((rule) => ({ value: rule, label: `Indicative: ${rules[rule].name}` }))
  return {
    kind: 'choice',
    name: 'rule',
    label: 'Rule',
    hint: 'Without one: the first rule of the charter',
    required: false,
    options: [...decisions, ...positions],
  }
}

const votesField: Field = {
  kind: 'choice',
  name: 'votes',
  label: 'Votes are shown',
  hint: 'This can’t be changed afterwards',
  required: false,
  options: [
    { value: 'live', label: 'As they are cast, with names' },
    { value: 'hidden', label: 'After close, with names' },
    { value: 'unattributed', label: 'After close, without names; needs 10 votes' },
  ],
}
