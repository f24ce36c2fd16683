import { describe, expect, test } from 'vitest'
import { bold, button, buttons, card, facts, list, moment, note, text, withActions } from '#src/view/build.ts'
import { Block, type Card } from '#src/view/card.ts'
import { cardToNotice, cardToPlain } from '#src/view/plain.ts'

const drawn: Card = {
  ...withActions(
    card(
      'P-7 Adopt the glossary?',
      text('Ask ', { person: 'Alice' }, ' or ', { link: 'read it', url: 'https://example.org/' }, '.'),
      facts(['Closes', moment('2026-12-04T08:00:00Z', 'Asia/Tokyo')], ['Rule', bold('majority')]),
      list([['one'], ['two']]),
      { kind: 'tally', of: 6, rows: [{ label: 'Approve', count: 2, by: ['France', 'Japan'] }] },
      {
        kind: 'progress',
        rows: [
          { label: 'Reported', step: 3, says: 'substantial' },
          { label: 'Found', step: null, says: 'nobody has said so yet' },
        ],
      },
      { kind: 'image', url: 'https://example.org/a.png', alt: 'Two of three are complete.' },
      ...buttons(button('Show P-7', 'show-poll', {})),
      { kind: 'divider' },
      note('Not yet.'),
    ),
    button('Approve', 'ask-ballot', {}),
    button('Abstain', 'ask-ballot', {}),
  ),
  label: 'TLP:GREEN',
}

describe('the text twin', () => {
  test('says all that the card shows: label first, then the rest in order, then what can be done', () => {
    expect(cardToPlain(drawn).split('\n')).toEqual([
      'TLP:GREEN',
      'P-7 Adopt the glossary?',
      'Ask Alice or read it (https://example.org/).',
      'Closes: Friday 4 December 2026, 17:00 (Tokyo, UTC+9)',
      'Rule: majority',
      '- one',
      '- two',
      'Approve: 2 of 6 (France, Japan)',
      'Reported: 3 of 4, substantial',
      'Found: nobody has said so yet',
      'Two of three are complete.',
      '[Show P-7]',
      'Not yet.',
      '[Approve] [Abstain]',
    ])
  })

  test('is shown by the sample above for every kind of block', () => {
    const kinds = Block.options.map((option) => option.shape.kind.value)
    expect([...new Set(drawn.blocks.map((block) => block.kind))].sort()).toEqual([...kinds].sort())
  })
})

describe('the notice', () => {
  test.each([
    ['TLP:CLEAR', 'TLP:CLEAR P-7 Adopt the glossary?'],
    ['TLP:GREEN', 'TLP:GREEN P-7 Adopt the glossary?'],
    ['TLP:AMBER', 'TLP:AMBER P-7'],
    ['TLP:AMBER+STRICT', 'TLP:AMBER+STRICT P-7'],
    ['TLP:RED', 'TLP:RED P-7'],
  ] as const)('of a %s card is “%s”', (label, notice) => {
    expect(cardToNotice({ ...drawn, label })).toBe(notice)
  })
})

test('a button that opens a page says its address', () => {
  const link = withActions(card('Your report is ready'), { label: 'Open report page', url: 'https://example.org/d/1' })
  expect(cardToPlain(link)).toBe('Your report is ready\n[Open report page](https://example.org/d/1)')
})
