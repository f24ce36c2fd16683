import { expect, test } from 'vitest'
import type { Organisation } from '#src/consortium/consortium.ts'
import { askedFor, wordsOf } from '#src/search/search.ts'

test.each([
  ['data sharing japan', ['data', 'sharing', 'japan']],
  ['  "data sharing"  japan ', ['data sharing', 'japan']],
  ['“security assurance” «évaluation»', ['security assurance', 'évaluation']],
  ['R-4.2 !! -- 🚀', ['R-4.2']],
  ['an "unclosed phrase', ['an', 'unclosed', 'phrase']],
  ['"" "!"', []],
  ['データ共有', ['データ共有']],
  ['مشاركة البيانات', ['مشاركة', 'البيانات']],
])('%s asks for %j', (typed, words) => {
  expect(wordsOf(typed)).toEqual(words)
})

const of = { kind: 'government', zone: 'UTC' } as const
const organisations: Organisation[] = [
  { id: 'org_japan', short: 'Japan', name: 'Ministry of Economy', country: 'JP', ...of },
  { id: 'org_uk', short: 'UK', name: 'United Kingdom AI Office', country: 'GB', ...of },
  { id: 'org_ecole', short: 'École', name: 'École de l’Évaluation', country: 'FR', ...of },
]

test.each([
  ['C-12', ['ref=c-12']],
  ['c012', ['ref=c-12']],
  ['P-7', ['ref=p-7']],
  ['R-4.2', ['ref=r-4.2']],
  ['4.2', ['ref=r-4.2']],
  ['C-', []],
  ['japan', ['of=org_japan']],
  ['JAPAN', ['of=org_japan']],
  ['jap', ['of=org_japan']],
  ['ja', []],
  ['economy', ['of=org_japan']],
  ['uk', ['of=org_uk']],
  ['united kingdom', ['of=org_uk']],
  ['kingdom united', []],
  ['france', ['of=org_ecole']],
  ['ecole', ['of=org_ecole']],
  ['évaluation', ['of=org_ecole']],
])('%s may stand for %j', (word, marks) => {
  expect(askedFor([word], organisations)).toEqual([{ word, marks }])
})
