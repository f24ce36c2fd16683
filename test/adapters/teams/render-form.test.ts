/** Forms as JSON, checked by eye. */
import { expect, test } from 'vitest'
import { formToCard } from '#adapters/teams/render-form.ts'
import { formWithProblems, sampleForm } from '#test/contract/samples.ts'
import { piecesOf, textOf } from '#test/support/connector-cards.ts'

test('each field is an input of its kind, and the button names the form', () => {
  const drawn = formToCard({ ...sampleForm, values: { text: 'Publish' } })
  expect(drawn.body.filter((piece) => piece.type.startsWith('Input.'))).toEqual([
    {
      type: 'Input.Text',
      id: 'text',
      label: 'Commitment',
      isRequired: true,
      errorMessage: 'Commitment is needed.',
      value: 'Publish',
      maxLength: 500,
      isMultiline: true,
    },
    { type: 'Input.Text', id: 'due', label: 'Due', isRequired: true, errorMessage: 'Due is needed.', maxLength: 100 },
    {
      type: 'Input.ChoiceSet',
      id: 'group',
      label: 'Working group',
      isRequired: false,
      style: 'compact',
      choices: [
        { title: 'Evaluation', value: 'wg_1' },
        { title: 'Governance', value: 'wg_2' },
      ],
    },
  ])
  const form = { id: 'form_7k', use: 'log-commitment', consortium: 'con_1a', fields: ['text', 'due', 'group'] }
  expect(drawn.actions).toEqual([{ type: 'Action.Submit', title: 'Propose it', style: 'positive', data: { form } }])
})

test('a problem stands directly above its field, one of the whole at the top', () => {
  const lines = textOf(formToCard(formWithProblems)).split('\n')
  expect(lines[0]).toBe('! Nothing was saved: your organisation is not in Evaluation.')
  expect(lines[lines.indexOf('Due') - 1]).toBe('! “31 Febuary” is not a date I can read. Try 28 February.')
})

test('a problem of a field that is not drawn stands at the top', () => {
  const lines = textOf(formToCard({ ...sampleForm, problems: [{ field: 'consortium', says: 'Choose one.' }] })).split(
    '\n',
  )
  expect(lines[0]).toBe('! Choose one.')
})

test('a problem is told by a sign and not by colour alone', () => {
  const runs = piecesOf(formToCard(formWithProblems)).filter((piece) => piece.color === 'attention')
  expect(runs.map((run) => String(run.text).slice(0, 2))).toEqual(['! ', '! '])
})
