import { describe, expect, test } from 'vitest'
import { CommitmentKind, termsText } from '#src/commitments/kind.ts'
import { kindIn, termsFields, termsOf, termsValues } from '#src/commitments/terms.ts'

type Typed = Parameters<typeof termsOf>[0]
const talent = { kind: 'talent', experts: '3', months: '6', host: 'Nairobi' } as const
const funding = { kind: 'funding', amount: '250000', currency: 'eur' } as const
const continuity = { kind: 'continuity', what: 'The benchmark', whom: 'all members', months: '24' } as const

/** The fields of each kind, as the issue of the commitments lists them. */
describe('the kind of a promise', () => {
  test.each<[string, Typed, string]>([
    ['of experts', talent, 'talent: 3 experts, 6 months, Nairobi'],
    ['of one expert for one month', { ...talent, experts: '1', months: '1' }, 'talent: 1 expert, 1 month, Nairobi'],
    ['of money', funding, 'funding: 250,000 EUR'],
    ['of money, with its digits in groups', { ...funding, amount: '1,250,000.50' }, 'funding: 1,250,000.5 EUR'],
    ['of what stays', continuity, 'continuity: The benchmark, for all members, 24 months'],
    ['of data', { kind: 'data-sharing' }, 'data sharing'],
    ['that nobody said', {}, 'other'],
  ])('is said in words: %s', (_, typed, says) => {
    const terms = termsOf(typed)
    expect(Array.isArray(terms) ? terms : termsText(terms)).toBe(says)
  })

  test.each<[string, Typed, [string, string][]]>([
    [
      'nothing of experts',
      { kind: 'talent' },
      [
        ['text-needed', 'experts'],
        ['text-needed', 'months'],
        ['text-needed', 'host'],
      ],
    ],
    ['no expert', { ...talent, experts: '0' }, [['number-needed', 'experts']]],
    ['half an expert', { ...talent, experts: '1.5' }, [['number-needed', 'experts']]],
    ['more months than a century has', { ...talent, months: '1201' }, [['number-needed', 'months']]],
    ['no amount', { ...funding, amount: '' }, [['text-needed', 'amount']]],
    ['an amount of nothing', { ...funding, amount: '0.00' }, [['amount-unreadable', 'amount']]],
    ['an amount in words', { ...funding, amount: 'a lot' }, [['amount-unreadable', 'amount']]],
    ['a currency that is none', { ...funding, currency: 'XYZ' }, [['currency-unknown', 'currency']]],
    ['nobody for whom it stays', { ...continuity, whom: '' }, [['text-needed', 'whom']]],
  ])('is refused on its field: %s', (_, typed, expected) => {
    const refused = termsOf(typed)
    expect(Array.isArray(refused) && refused.map(({ code, field }) => [code, field])).toEqual(expected)
  })

  test('a century of months and ten thousand experts are the most', () => {
    expect(termsOf({ ...talent, months: '1200', experts: '10000' })).toMatchObject({ details: { months: 1200 } })
  })

  test.each(CommitmentKind.options)('its form calls needed what %s needs, and nothing else', (kind) => {
    const terms = termsOf({ kind })
    const refused = Array.isArray(terms) ? terms.map(({ field }) => field) : []
    const needed = termsFields(kind).filter(({ required }) => required)
    expect(needed.map(({ name }) => name)).toEqual(refused)
  })

  test('its form asks what the kind needs, and starts from what stands', () => {
    for (const typed of [talent, funding, continuity]) {
      const terms = termsOf(typed)
      if (Array.isArray(terms)) throw new Error('expected terms')
      const asked = termsFields(typed.kind).map(({ name }) => name)
      expect(Object.keys(termsValues(terms)).sort()).toEqual(asked.toSorted())
      expect(termsOf(termsValues(terms))).toEqual(terms)
    }
    expect(termsFields('policy').map(({ name }) => name)).toEqual(['kind'])
    expect(termsFields(undefined).map(({ name }) => name)).toEqual(['kind'])
  })

  test.each([
    ['talent: Lend two experts', 'talent', 'Lend two experts'],
    ['data sharing: Open the logs', 'data-sharing', 'Open the logs'],
    ['Publish: the results', undefined, 'Publish: the results'],
    ['funding:', undefined, 'funding:'],
  ])('may stand before what is typed: %s', (typed, kind, words) => {
    expect(kindIn(typed)).toEqual({ words, ...(kind && { kind }) })
  })
})
