/** Memberships of the consortium, of committees and of working groups. */
import { refuse } from '#src/core/refusal.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { button } from '#src/view/build.ts'
import type { Field } from '#src/view/form.ts'
import { Category } from './consortium.ts'
import { doneCard, showTable } from './done-views.ts'
import { bodyField, choice, fromField, line, organisationField, said, untilField } from './forms.ts'
import { isMembership, type Known, todayIn } from './known.ts'
import { endMembership, stateMembership } from './rules/membership.ts'
import { bodyIn, organisationIn } from './rules/named.ts'
import { type Words, whole } from './rules/stated.ts'
import { type Done, stating } from './stating.ts'

const terms = ['category', 'class', 'votes', 'from', 'until'] as const

export const beginMembership = stating('begin-membership', {
  words: ['body', 'organisation', ...terms],
  says: 'Begin a membership of the consortium, a committee or a working group',
  rule: (words, known) => stateMembership(words, known, true),
  form: (words, known) => ({
    title: 'Begin a membership',
    submit: 'Begin membership',
    fields: [organisationField(known, 'left'), bodyField(known), ...termFields],
    // What a button names is shown as the menu's own value.
    values: {
      ...keyValues(words, known),
      votes: 'yes',
      category: 'P',
      from: todayIn(known, known.consortium.zone).toString(),
    },
    note: [nesting],
  }),
  done: (done, words) => membershipCard(done, words),
})

export const changeMembership = stating('change-membership', {
  words: ['body', 'organisation', ...terms],
  says: 'Change a membership: category, class, whether it votes, its days',
  rule: (words, known) => stateMembership(words, known),
  form: (words, known) => {
    const named = whole({ body: bodyIn(known, words), organisation: organisationIn(known, words) })
    if (named.wrong) return named.wrong[0]
    const { body, organisation } = named.parts
    const before = known.memberships.find(isMembership({ body: body.id, organisation: organisation.id }))
    if (!before) return refuse('no-membership', { organisation: organisation.short, body: body.name })
    const { category, from, until } = before
    const values = { category, class: before.class, votes: said(before.votes), from, until: until ?? '' }
    const title = `Change ${organisation.short} in ${body.name}`
    return { title, submit: 'Save changes', fields: termFields, values, note: [nesting] }
  },
  done: (done, words) => membershipCard(done, words),
})

export const endOfMembership = stating('end-membership', {
  words: ['body', 'organisation', 'until'],
  says: 'End a membership; with that of the consortium end those of its groups',
  rule: endMembership,
  form: (words, known): FormShape => ({
    title: 'End a membership',
    submit: 'End membership',
    fields: [organisationField(known), bodyField(known), { ...untilField, hint: 'The last day; empty is today' }],
    values: { ...keyValues(words, known), until: todayIn(known, known.consortium.zone).toString() },
  }),
  done: (done, words) => membershipCard(done, words),
})

const nesting = 'A membership of a group lies within one of the consortium.'

const termFields: Field[] = [
  choice('category', 'Category', Category.options, { hint: 'P participates, O observes; A, B and C are liaisons' }),
  line('class', 'Class', 60, { hint: 'For rules that count by class', required: false }),
  choice('votes', 'Votes', ['yes', 'no'], { hint: 'Liaisons do not' }),
  fromField,
  untilField,
]

function keyValues(words: Words, known: Known): Record<string, string> {
  const [organisation, body] = [organisationIn(known, words), bodyIn(known, words)]
  return {
    ...('id' in organisation && { organisation: organisation.id }),
    ...('id' in body && { body: body.id === known.consortium.id ? 'consortium' : body.id }),
  }
}

function membershipCard(done: Done, { body = '', organisation = '' }: Words) {
  const isOver = done.facts.some(({ type }) => type === 'membership-ended')
  const key = { body, organisation }
  return doneCard(
    done,
    `The membership of ${done.what} begins`,
    ...(isOver ? [] : [button('End membership', 'end-membership', key, { opens: true, style: 'danger' })]),
    button('Begin membership', 'begin-membership', {}, { opens: true }),
    showTable('memberships'),
  )
}
