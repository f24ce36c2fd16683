import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sightToSeen, widened } from '#src/consortium/audience.ts'
import { mayReach } from '#src/core/sharing.ts'

const kind = fc.constantFrom('private' as const, 'public' as const, 'shared' as const)
const stated = fc.record({ kind, guests: fc.boolean(), outsiders: fc.boolean() })
const maybe = fc.option(fc.boolean(), { nil: null })
const seen = fc.record({ kind: fc.option(kind, { nil: null }), guests: maybe, outsiders: maybe })

describe('what was seen', () => {
  test('never lets anything reach a place that what was stated keeps from it', () => {
    const label = fc.constantFrom('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED')
    fc.assert(
      fc.property(stated, seen, label, (said, sight, tlp) => {
        const item = { label: tlp as 'TLP:GREEN', source: 'org_japan' as const, recipients: [] }
        const organisations = ['org_japan' as const]
        const now = mayReach(item, { organisations, ...widened(said, sight) })
        return !now || mayReach(item, { organisations, ...said })
      }),
    )
  })

  test('changes nothing where the platform does not say', () => {
    const nothing = { kind: null, guests: null, outsiders: null }
    fc.assert(
      fc.property(stated, (said) => {
        expect(widened(said, nothing)).toEqual(said)
      }),
    )
  })

  test('widens as often as it is looked at, and to the same', () => {
    fc.assert(
      fc.property(stated, seen, (said, sight) => {
        const once = widened(said, sight)
        expect(widened(once, sight)).toEqual(once)
      }),
    )
  })
})

describe('outsiders read', () => {
  const insiders = [
    { platform: 'slack' as const, workspace: 'T2' },
    { platform: 'teams' as const, workspace: 'T3' },
  ]
  test.each([
    ['where nobody else is connected', [], false],
    ['where a workspace with people of ours is', ['T2'], false],
    ['where one without is', ['T2', 'T9'], true],
    ['where people of ours are there on the other platform alone', ['T3'], true],
    ['where Slack names none', ['unnamed'], true],
    ['where the platform does not say', null, null],
  ])('%s: %j', (_, others, outsiders) => {
    const sight = { seen: true, kind: 'shared', others, guests: null } as const
    expect(sightToSeen(sight, 'slack', insiders)).toEqual({ kind: 'shared', guests: null, outsiders })
  })
})
