import { expect, test } from 'vitest'
import type { Actor, Role } from '#src/core/access.ts'
import { type Found, mayLower, mayRaise } from '#src/labels/decide.ts'

function holder(of: 'japan' | 'germany', role: Role): Actor {
  const seat = { organisation: `org_${of}` as const, name: of, zone: 'UTC', role, standing: 'staff' } as const
  return { kind: 'person', person: 'person_x', name: 'X', seats: [seat], acting: null }
}

function found(hasLeft: boolean, hasPassed: boolean): Found {
  return {
    subject: { kind: 'commitment', id: 'com_1' },
    reference: 'C-1',
    item: { label: 'TLP:AMBER', source: 'org_japan', recipients: [], policy: {} },
    author: null,
    source: { id: 'org_japan', name: 'Japan', hasLeft },
    hasPassed,
  }
}

const delegate = holder('japan', 'delegate')
const secretariat = holder('germany', 'secretariat')

/** Labels pass to the secretariat, upward only; a transfer keeps the label, which can only go up. */
test.each([
  ['its own delegate, of what it keeps', delegate, found(false, false), true, true],
  ['the secretariat, of what a member keeps', secretariat, found(false, false), false, false],
  ['the secretariat, of what its owner left behind', secretariat, found(true, false), true, false],
  ['a delegate of the owner that left and came back', delegate, found(true, false), false, false],
  ['a delegate of the owner that took it over', delegate, found(false, true), true, false],
  ['the secretariat, of what a second owner left behind', secretariat, found(true, true), true, false],
])('a label is changed by %s', (_who, actor, item, raises, lowers) => {
  expect([mayRaise(actor, item), mayLower(actor, item)]).toEqual([raises, lowers])
})
