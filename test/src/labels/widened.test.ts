import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '#src/core/access.ts'
import { type Item, maySee, type Recipient } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { isSame, isWidened } from '#src/labels/decide.ts'

const item = (label: Tlp, ...recipients: Recipient[]): Item => ({ label, source: 'org_japan', recipients })

/** Source: FIRST, TLP 2.0: only the source lets more people see what it labelled. */
test.each<[string, Item, Item, boolean]>([
  ['a label that goes down', item('TLP:AMBER', 'org_france'), item('TLP:GREEN'), true],
  ['a label that goes up', item('TLP:GREEN'), item('TLP:AMBER', 'org_france'), false],
  ['one recipient more', item('TLP:AMBER'), item('TLP:AMBER', 'org_france'), true],
  ['one recipient fewer', item('TLP:AMBER', 'org_france'), item('TLP:AMBER'), false],
  ['a label that goes up and names one more', item('TLP:AMBER'), item('TLP:AMBER+STRICT', 'org_france'), true],
  [
    'people who are named where organisations were',
    item('TLP:AMBER', 'org_france'),
    item('TLP:RED', 'person_bob'),
    true,
  ],
])('%s widens it: %o → %o', (_, before, after, widened) =>
  expect(isWidened(before, after, 'person_alice')).toBe(widened),
)

const standings = ['staff', 'contractor', 'client', 'guest'] as const
const actors = fc.record({
  person: fc.constantFrom('person_alice' as const, 'person_bob' as const),
  organisation: fc.constantFrom('org_japan' as const, 'org_france' as const, 'org_korea' as const),
  standing: fc.constantFrom(...standings),
})
/** As a label can name them: organisations, or people of TLP:RED. */
const items = fc
  .record({
    label: fc.constantFrom(...Tlp.options),
    organisations: fc.subarray<Recipient>(['org_france', 'org_korea']),
    people: fc.subarray<Recipient>(['person_alice', 'person_bob']),
  })
  .map(({ label, organisations, people }) => {
    if (label === 'TLP:RED') return item(label, ...people)
    return label === 'TLP:CLEAR' || label === 'TLP:GREEN' ? item(label) : item(label, ...organisations)
  })

test('what is not called wider lets nobody see it who might not before', () => {
  fc.assert(
    fc.property(items, items, actors, (before, after, { person, organisation, standing }) => {
      fc.pre(!isWidened(before, after, null))
      const seat = { organisation, name: 'One', zone: 'UTC', role: 'member', standing } as const
      const actor: Actor = { kind: 'person', person, name: 'One', seats: [seat], acting: null }
      return maySee(actor, before) || !maySee(actor, after)
    }),
    { numRuns: 1_000 },
  )
})

test('the same label for the same is the same, in whatever order they are named', () => {
  expect(isSame(item('TLP:AMBER', 'org_a', 'org_b'), item('TLP:AMBER', 'org_b', 'org_a'))).toBe(true)
  expect(isSame(item('TLP:AMBER', 'org_a'), item('TLP:AMBER', 'org_a', 'org_b'))).toBe(false)
})
