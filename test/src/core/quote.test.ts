import { describe, expect, test } from 'vitest'
import { type Quote, QuoteArg, quoteToArg } from '#src/core/quote.ts'

const said: Quote = {
  of: 'person',
  text: 'We will publish',
  author: { platform: 'slack', workspace: 'T1', account: 'U1' },
  name: 'Alice',
  saidAt: '2026-11-03T14:02:34Z',
  url: 'https://example.org/p1',
}

describe('A quoted message as an argument', () => {
  test.each<[string, Quote]>([
    ['of a person', said],
    ['without a name and a link', { ...said, name: null, url: null }],
    ['of files only', { ...said, text: '' }],
    ['of an app', { of: 'bot' }],
    ['that was deleted', { of: 'deleted' }],
  ])('%s is read as it was written', (_what, quote) => {
    expect(QuoteArg.parse(quoteToArg(quote))).toEqual(quote)
  })

  test('that is too long ends in an ellipsis, never in half a character', () => {
    const read = QuoteArg.parse(quoteToArg({ ...said, text: `${'a'.repeat(2_998)}😀😀` }))
    expect(read).toEqual({ ...said, text: `${'a'.repeat(2_998)}…` })
  })

  test.each([['javascript:alert(1)'], [`https://example.org/${'a'.repeat(2_000)}`], ['no address']])(
    'leaves out a link that nobody should follow: %.30s',
    (url) => {
      expect(QuoteArg.parse(quoteToArg({ ...said, url }))).toEqual({ ...said, url: null })
    },
  )

  test.each([['not JSON'], ['{}'], ['null'], [JSON.stringify({ ...said, saidAt: 'yesterday' })]])(
    'is none where a client made it up: %.20s',
    (arg) => {
      expect(QuoteArg.safeParse(arg).success).toBe(false)
    },
  )
})
