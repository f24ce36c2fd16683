/** Cards as JSON, one golden per block, checked by eye: https://adaptivecards.io/explorer/ */
import { describe, expect, test } from 'vitest'
import { cardToActivity, cardToAdaptiveCard } from '#adapters/teams/render-card.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import { cardViolations, textOf } from '#test/support/connector-cards.ts'

const run = (words: string, look: object = {}) => ({ type: 'TextRun', text: words, ...look })
const paragraph = (...inlines: object[]) => ({ type: 'RichTextBlock', inlines })
const quiet = { isSubtle: true, size: 'small' }
const aside = (words: string) => ({ type: 'TextBlock', text: words, ...quiet, spacing: 'none', wrap: true })

/** What stands under the heading. */
function drawn(...blocks: Block[]) {
  return cardToAdaptiveCard(card('C-12', ...blocks)).body.slice(1)
}

describe('a block', () => {
  test('of text is runs, in which nothing is markup', () => {
    const link = { link: 'results', url: 'https://example.org/' }
    expect(drawn(text('a *b* ', { bold: 'c' }, link))).toEqual([
      paragraph(
        run('a *b* '),
        run('c', { weight: 'bolder' }),
        run('results', { selectAction: { type: 'Action.OpenUrl', url: 'https://example.org/' } }),
      ),
    ])
  })
  test('of facts is a row each', () => {
    expect(drawn({ kind: 'facts', facts: [{ label: 'Owner', value: ['Japan'] }] })).toEqual([
      {
        type: 'ColumnSet',
        spacing: 'small',
        columns: [
          { type: 'Column', width: 1, items: [paragraph(run('Owner', { isSubtle: true }))] },
          { type: 'Column', width: 3, items: [paragraph(run('Japan'))] },
        ],
      },
    ])
  })
  test('of a list is a bullet each', () => {
    expect(drawn({ kind: 'list', items: [['first'], ['second']] })).toEqual([
      paragraph(run('• '), run('first')),
      paragraph(run('• '), run('second')),
    ])
  })
  test('of a tally is a bar, a count and names', () => {
    const rows = [
      { label: 'Approve', count: 2, by: ['Japan', 'France'] },
      { label: 'Abstain', count: 0, by: [] },
    ]
    expect(drawn({ kind: 'tally', of: 4, rows })).toEqual([
      paragraph(run('Approve', { weight: 'bolder' }), run('  ▓▓▓▓▓░░░░░  2 of 4')),
      { ...paragraph(run('Japan, France', quiet)), spacing: 'none' },
      paragraph(run('Abstain', { weight: 'bolder' }), run('  ░░░░░░░░░░  0 of 4')),
    ])
  })
  test('of a tally of nobody has an empty bar', () => {
    expect(JSON.stringify(drawn({ kind: 'tally', of: 0, rows: [{ label: 'Yes', count: 0, by: [] }] }))).toContain('░░ ')
  })
  test('of a note is small and quiet', () => {
    expect(drawn({ kind: 'note', text: ['Shown to 6'] })).toEqual([paragraph(run('Shown to 6', quiet))])
  })
  test('after a divider stands under a line', () => {
    expect(drawn(text('a'), { kind: 'divider' }, text('b'))).toEqual([
      paragraph(run('a')),
      { ...paragraph(run('b')), separator: true },
    ])
  })
})

describe('a person', () => {
  const account = { platform: 'teams', workspace: 't', account: '2222' } as const
  test('of this platform is named in the text and mentioned under it', () => {
    const made = cardToAdaptiveCard(card('C-12', text('Ask ', { person: 'Alice', account })))
    expect(made.body.slice(1)).toEqual([paragraph(run('Ask '), run('Alice')), aside('<at>Alice</at>')])
    expect(made.msteams.entities).toEqual([
      { type: 'mention', text: '<at>Alice</at>', mentioned: { id: '2222', name: 'Alice' } },
    ])
  })
  test('whose name is markup is mentioned by its letters only', () => {
    const made = cardToAdaptiveCard(card('C-12', text({ person: '</at>[x](https://evil)', account })))
    expect(made.msteams.entities?.map((entity) => entity.text)).toEqual(['<at>at x https evil</at>'])
    expect(cardViolations(made)).toEqual([])
  })
  test('whose name has no letter is not mentioned', () => {
    expect(cardToAdaptiveCard(card('C-12', text({ person: '***', account }))).msteams.entities).toBeUndefined()
  })
})

test('a moment is said in full, and under it in the reader’s own time', () => {
  expect(drawn(text('Closes ', { moment: '2026-12-04T22:59:00.000Z', zone: 'Europe/Zurich' }))).toEqual([
    paragraph(run('Closes '), run('Friday 4 December 2026, 23:59 (Zurich, UTC+1)')),
    aside('{{DATE(2026-12-04T22:59:00Z, SHORT)}} {{TIME(2026-12-04T22:59:00Z)}} for you'),
  ])
})

test('a function of the client that somebody typed stays what it is', () => {
  expect(JSON.stringify(drawn(text('{{DATE(2026-12-04T22:59:00Z)}}')))).not.toContain('{{DATE')
})

describe('a title', () => {
  const head = (title: string, tone: Card['tone'] = 'neutral') => cardToAdaptiveCard({ ...card(title), tone }).body[0]
  test('is a heading for those who hear the card', () => {
    expect(head('C-12 Publish our results', 'good')).toEqual({
      type: 'Container',
      style: 'good',
      items: [
        {
          type: 'TextBlock',
          text: '✓ C-12 Publish our results',
          size: 'large',
          weight: 'bolder',
          wrap: true,
          style: 'heading',
        },
      ],
    })
  })
  test.each([
    '1. first',
    '- item',
    '# head',
    '*b*',
    'see [x](https://evil)',
    'https://evil',
    '<at>all</at>',
    '{{DATE(x)}}',
    '\\',
    'a\nb',
  ])('that markdown could read something into is plain runs: %j', (title) =>
    expect(JSON.stringify(head(title))).not.toContain('TextBlock","text'),
  )
})

test('the label stands first, in words', () => {
  expect(cardToAdaptiveCard({ ...card('C-12'), label: 'TLP:RED' }).body[0]).toEqual({
    type: 'Container',
    style: 'emphasis',
    items: [paragraph(run('TLP:RED', { weight: 'bolder', fontType: 'monospace' }))],
  })
})

describe('buttons', () => {
  const act = button('Approve', 'cast', { choice: 'yes' }, { style: 'primary' })
  const open = button('Change it', 'log', {}, { opens: true })
  const data = { use: 'cast', args: { choice: 'yes' }, opens: false }
  test('act by an invoke, or open a dialog', () => {
    const submit = { type: 'Action.Submit', title: 'Approve', style: 'positive', data }
    expect(cardToAdaptiveCard(withActions(card('P-7'), act, open)).actions).toEqual([
      { type: 'Action.Execute', title: 'Approve', style: 'positive', verb: 'act', data, fallback: submit },
      {
        type: 'Action.Submit',
        title: 'Change it',
        data: { msteams: { type: 'task/fetch' }, use: 'log', args: {}, opens: true },
      },
    ])
  })
  test('in a dialog come back through the dialog', () => {
    expect(cardToAdaptiveCard(withActions(card('P-7'), act, open), 'dialog').actions).toEqual([
      { type: 'Action.Submit', title: 'Approve', style: 'positive', data },
      { type: 'Action.Submit', title: 'Change it', data: { use: 'log', args: {}, opens: true } },
    ])
  })
  test('beyond six stand in the menu', () => {
    const many = Array.from({ length: 8 }, (_, at) => button(`Choice ${at}`, 'cast', {}))
    const modes = cardToAdaptiveCard(withActions(card('P-7'), ...many)).actions?.map((action) => action.mode)
    expect(modes).toEqual([...Array(6).fill(undefined), 'secondary', 'secondary'])
  })
})

// A card that refreshes would be drawn by Teams for one person over everybody's: teams.md, 1, trap 1.
test('no card refreshes itself', () => {
  expect(JSON.stringify(cardToAdaptiveCard(withActions(card('P-7', text('a')), button('A', 'b', {}))))).not.toContain(
    'refresh',
  )
})

test('a notification above TLP:GREEN says the label and the reference only', () => {
  const activity = cardToActivity({ ...card('C-12 Publish our results', text('Secret')), label: 'TLP:AMBER' })
  expect(activity.summary).toBe('TLP:AMBER C-12')
})

test('the text for old clients holds no markdown', () => {
  const { fallbackText } = cardToAdaptiveCard(card('C-12', text('[x](https://evil) *b* <at>all</at>')))
  expect(fallbackText).not.toMatch(/[[\]*<>]/)
  expect(textOf(cardToAdaptiveCard(card('C-12')))).toBe('C-12')
})
