import { expect, test } from 'vitest'
import { blockProblems, textLength, viewProblems } from '#adapters/playground/slack-limits.ts'
import { createResponseUrls, createTriggers } from '#adapters/playground/slack-rules.ts'
import type { Json } from '#adapters/playground/wire.ts'

/** Source: https://docs.slack.dev/interactivity/handling-user-interaction */
test('a trigger_id opens one modal, within three seconds', () => {
  let now = 1_000
  const triggers = createTriggers(() => now)
  const first = triggers.issue('U0ALICE')
  now += 3_000
  expect(triggers.take(first)).toEqual({ person: 'U0ALICE' })
  expect(triggers.take(first)).toEqual({ error: 'exchanged_trigger_id' })
  const second = triggers.issue('U0ALICE')
  now += 3_001
  expect(triggers.take(second)).toEqual({ error: 'expired_trigger_id' })
  expect(triggers.take('made up')).toEqual({ error: 'invalid_trigger_id' })
})

test('a response_url works five times', () => {
  const urls = createResponseUrls(() => 0)
  const asked = { person: 'U0ALICE', conversation: 'C0EVALS', message: null }
  const id = urls.issue(asked)
  for (let use = 1; use <= 5; use += 1) expect(urls.take(id)).toEqual(asked)
  expect(urls.take(id)).toEqual({ error: 'used_url' })
})

test('a response_url works for thirty minutes', () => {
  let now = 0
  const urls = createResponseUrls(() => now)
  const id = urls.issue({ person: 'U0ALICE', conversation: 'C0EVALS', message: null })
  now = 30 * 60_000
  expect(urls.take(id)).not.toHaveProperty('error')
  now += 1
  expect(urls.take(id)).toEqual({ error: 'expired_url' })
})

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const button = (more: Json) => ({ type: 'button', text: plain(5), ...more })
const severalOf = (length: number) => ({ type: 'multi_static_select', options: Array.from({ length }, () => option) })
const option = { text: plain(5), value: 'a' }

/** Source: https://docs.slack.dev/reference/block-kit */
const limits: [what: string, good: Json, bad: Json, pointer: string][] = [
  ['a header', { type: 'header', text: plain(150) }, { type: 'header', text: plain(151) }, '/blocks/0/text/text'],
  ['a text', { type: 'section', text: plain(3000) }, { type: 'section', text: plain(3001) }, '/blocks/0/text/text'],
  ['an empty text', { type: 'section', text: plain(1) }, { type: 'section', text: plain(0) }, '/blocks/0/text/text'],
  [
    'a button’s text',
    { type: 'actions', elements: [button({ text: plain(75) })] },
    { type: 'actions', elements: [button({ text: plain(76) })] },
    '/blocks/0/elements/0/text/text',
  ],
  [
    'a button’s value',
    { type: 'actions', elements: [button({ value: 'x'.repeat(2000) })] },
    { type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] },
    '/blocks/0/elements/0/value',
  ],
  [
    'the elements of actions',
    { type: 'actions', elements: Array.from({ length: 25 }, (_, n) => button({ action_id: `a${n}` })) },
    { type: 'actions', elements: Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })) },
    '/blocks/0/elements',
  ],
  [
    'the elements of a context',
    { type: 'context', elements: Array.from({ length: 10 }, () => plain(1)) },
    { type: 'context', elements: Array.from({ length: 11 }, () => plain(1)) },
    '/blocks/0/elements',
  ],
  [
    'the options of a choice',
    { type: 'actions', elements: [{ type: 'static_select', options: Array.from({ length: 100 }, () => option) }] },
    { type: 'actions', elements: [{ type: 'static_select', options: Array.from({ length: 101 }, () => option) }] },
    '/blocks/0/elements/0/options',
  ],
  [
    'the options of several choices',
    { type: 'input', label: plain(5), element: severalOf(100) },
    { type: 'input', label: plain(5), element: severalOf(101) },
    '/blocks/0/element/options',
  ],
  [
    'a style',
    { type: 'actions', elements: [button({ style: 'danger' })] },
    { type: 'actions', elements: [button({ style: 'plain' })] },
    '/blocks/0/elements/0/style',
  ],
]

test.each(limits)('%s is taken at its limit and refused past it, by a pointer', (_what, good, bad, pointer) => {
  expect(blockProblems([good], 50, '/blocks')).toEqual([])
  expect(blockProblems([bad], 50, '/blocks').join()).toContain(`[json-pointer:${pointer}]`)
})

test('a message takes 50 blocks, and each block_id once', () => {
  const divider = { type: 'divider' }
  expect(blockProblems(Array(50).fill(divider), 50, '/blocks')).toEqual([])
  expect(blockProblems(Array(51).fill(divider), 50, '/blocks')).toHaveLength(1)
  const twice = [
    { ...divider, block_id: 'a' },
    { ...divider, block_id: 'a' },
  ]
  expect(blockProblems(twice, 50, '/blocks')).toEqual(['block_id already exists [json-pointer:/blocks]'])
})

test('a modal’s title has 24 characters, and an input needs a submit', () => {
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input' } }
  const view = { type: 'modal', title: plain(24), submit: plain(5), blocks: [input] }
  expect(viewProblems(view)).toEqual([])
  expect(viewProblems({ ...view, title: plain(25) }).join()).toContain('/view/title/text')
  expect(viewProblems({ ...view, submit: undefined }).join()).toContain('/view/submit')
})

test('the length of a message is that of all its texts', () => {
  expect(textLength([{ type: 'section', text: plain(7), fields: [plain(2), plain(3)] }])).toBe(12)
})
