import { describe, expect, test } from 'vitest'
import { fitTo } from '#adapters/slack/limits.ts'
import { cardToBlocks } from '#adapters/slack/render-card.ts'
import { formToView } from '#adapters/slack/render-form.ts'
import type { Block, Card, Text } from '#src/view/card.ts'
import { cardOf, sampleForm } from '#test/contract/samples.ts'
import { linksIn, objectsIn, shownIn, violationsIn } from './block-kit.ts'

const typesOf = (card: Card) => cardToBlocks(card).blocks.map((block) => block.type)
const shown = (block: Block) => shownIn(cardToBlocks(cardOf(block)).blocks)
const button = { label: 'Vote now', use: 'vote', args: {}, style: 'primary', opens: false } as const

describe('a card', () => {
  test('reads label, title, content, buttons', () => {
    const card: Card = { ...cardOf({ kind: 'note', text: ['as of today'] }), label: 'TLP:AMBER', actions: [button] }
    expect(typesOf(card)).toEqual(['context', 'header', 'context', 'actions'])
  })
  test('with a title too long for a header has it whole, in bold', () => {
    const title = `P-7 ${'why '.repeat(70)}`
    const { blocks, shortened } = cardToBlocks({ ...cardOf({ kind: 'divider' }), title })
    expect(blocks[0]).toMatchObject({ type: 'rich_text' })
    expect(objectsIn(blocks)).toContainEqual({ type: 'text', text: title, style: { bold: true } })
    expect(shortened).toEqual([])
  })
  test('without words in a block leaves the block out', () => {
    const empty: Block[] = [
      { kind: 'text', text: [] },
      { kind: 'note', text: [''] },
      { kind: 'list', items: [[]] },
    ]
    expect(typesOf({ ...cardOf({ kind: 'divider' }), blocks: empty })).toEqual(['header'])
  })
  test('mentions a person of Slack, and only by id', () => {
    const account = { platform: 'slack', workspace: 'T1', account: 'U1' } as const
    const { blocks } = cardToBlocks(cardOf({ kind: 'note', text: ['by ', { person: 'alice', account }] }))
    expect(objectsIn(blocks)).toContainEqual({ type: 'user', user_id: 'U1' })
  })
  test('tells a moment by the reader’s clock as well', () => {
    const moment: Text = [{ moment: '2026-12-04T08:00:00.000Z', zone: 'Asia/Tokyo' }]
    const dates = objectsIn(cardToBlocks(cardOf({ kind: 'text', text: moment })).blocks).filter(
      ({ type }) => type === 'date',
    )
    expect(dates).toMatchObject([{ timestamp: 1_796_371_200, fallback: '(2026-12-04T08:00Z)' }])
  })
  test.each([
    [0, 6, '░░░░░░'],
    [2, 6, '▓▓░░░░'],
    [6, 6, '▓▓▓▓▓▓'],
    [1, 50, '▓░░░░░░░░░'],
    [49, 50, '▓▓▓▓▓▓▓▓▓░'],
    [0, 0, '0 of 0'],
  ])('draws %i of %i as %s', (count, of, bar) => {
    expect(shown({ kind: 'tally', of, rows: [{ label: 'Approve', count, by: [] }] })).toContain(bar)
  })
  test('says by name what it shortened, and keeps its buttons', () => {
    const long = 'x'.repeat(2_900)
    const blocks = Array.from({ length: 6 }, (): Block => ({ kind: 'text', text: [long] }))
    const drawn = cardToBlocks({ ...cardOf({ kind: 'divider' }), blocks, actions: [button] })
    expect(drawn.shortened).toEqual(['text', 'blocks'])
    expect(drawn.blocks.at(-1)).toMatchObject({ type: 'actions' })
    expect(violationsIn(drawn)).toEqual([])
  })
  test('leaves out a button whose arguments do not fit, since a shortened one would do something else', () => {
    const heavy = { ...button, args: { text: 'x'.repeat(2_000) } }
    const drawn = cardToBlocks({ ...cardOf({ kind: 'divider' }), actions: [heavy, button] })
    expect(drawn.shortened).toEqual(['action'])
    expect(objectsIn(drawn.blocks).filter(({ type }) => type === 'button')).toHaveLength(1)
  })
  test('goes to a link only where one was meant', () => {
    const text: Text = ['see ', { link: 'the record', url: 'https://example.org/' }, ' at https://other.example']
    expect(linksIn(cardToBlocks(cardOf({ kind: 'note', text })).blocks)).toEqual(['https://example.org/'])
  })
})

describe('a form', () => {
  test('names blocks after fields and elements after the form', () => {
    const { view } = formToView(sampleForm, 'C1')
    expect(view.blocks).toMatchObject([
      {
        block_id: 'text',
        optional: false,
        element: { type: 'plain_text_input', multiline: true, max_length: 500, action_id: 'form_7k' },
      },
      { block_id: 'due', element: { multiline: false, max_length: 100 } },
      { block_id: 'group', optional: true, element: { type: 'static_select' } },
    ])
  })
  test('carries ids only through the person’s client', () => {
    const { view } = formToView({ ...sampleForm, values: { text: 'a secret' } }, 'C1')
    const ids = { use: 'log-commitment', form: 'form_7k', consortium: 'con_1a', channel: 'C1' }
    expect(JSON.parse(String(view.private_metadata))).toEqual(ids)
  })
  test('with a title too long for a modal has it whole above the fields', () => {
    const title = 'Propose a commitment for your organisation'
    const { view } = formToView({ ...sampleForm, title }, null)
    expect(view.title.text).toBe('Plenary')
    expect(shownIn(view.blocks[0])).toContain(title)
  })
  test('chooses nothing where the value is none of the options', () => {
    const { view } = formToView({ ...sampleForm, values: { group: 'wg_gone' } }, null)
    expect(JSON.stringify(view)).not.toContain('initial_option')
  })
  test('offers what fits, and says that it left something out', () => {
    const options = Array.from({ length: 101 }, (_, index) => ({ value: `wg_${index}`, label: `Group ${index}` }))
    const drawn = formToView(
      { ...sampleForm, fields: [{ kind: 'choice', name: 'group', label: 'G', required: true, options }] },
      null,
    )
    expect(drawn.shortened).toEqual(['group'])
    expect(violationsIn(drawn.view)).toEqual([])
  })
})

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['one too many', 11, 'one too ma…'],
  ['ab😀cd', 4, 'ab…'],
  ['anything', 0, ''],
])('%s in %i is %s', (text, max, fitted) => {
  expect(fitTo(text, max)).toBe(fitted)
})
