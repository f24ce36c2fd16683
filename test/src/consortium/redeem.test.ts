import { expect, test } from 'vitest'
import type { Attempts, Invitation } from '#src/consortium/invitation.ts'
import { type Brought, mostAttempts, mostTries, outcomeOf } from '#src/consortium/redeem.ts'

const now = Temporal.Instant.from('2026-11-26T10:00:00Z')
const before = (minutes: number) => now.subtract({ minutes }).toString()
const account = { platform: 'slack', workspace: 'T1', account: 'U1' } as const
const open: Invitation = {
  half: 'ABCD',
  hash: 'h',
  person: 'person_luc',
  madeBy: 'person_eva',
  state: 'open',
  tries: 0,
  expiresAt: now.add({ hours: 1 }).toString(),
}
const right: Brought = { account, heard: false, attempts: undefined, invitation: open, isRight: true, hasLeft: false }
const wrong = { ...right, isRight: false }
const tired: Attempts = { tries: mostAttempts, since: before(59) }

const outcomes: [title: string, brought: Brought, is: string, facts: string[], isBurnt: boolean][] = [
  ['a right code opens', right, 'right', [], false],
  ['nobody made it', { ...wrong, invitation: undefined }, 'wrong', ['code-tried'], false],
  ['its secret is wrong', wrong, 'wrong', ['code-tried', 'invitation-tried'], false],
  ['it was used', { ...right, invitation: { ...open, state: 'used' } }, 'wrong', ['code-tried'], false],
  ['it was burnt', { ...right, invitation: { ...open, state: 'burnt' } }, 'wrong', ['code-tried'], false],
  ['it expires now', { ...right, invitation: { ...open, expiresAt: now.toString() } }, 'wrong', ['code-tried'], false],
  ['its person left', { ...right, hasLeft: true }, 'wrong', ['code-tried'], false],
  [
    'the tenth wrong secret burns it',
    { ...wrong, invitation: { ...open, tries: mostTries - 1 } },
    'wrong',
    ['code-tried', 'invitation-tried', 'invitation-settled'],
    true,
  ],
  ['the account tried ten within the hour', { ...right, attempts: tired }, 'throttled', [], false],
  ['the hour is over', { ...right, attempts: { ...tired, since: before(60) } }, 'right', [], false],
  ['nine were tried', { ...right, attempts: { ...tired, tries: mostAttempts - 1 } }, 'right', [], false],
  ['others heard a right one', { ...right, heard: true }, 'heard', ['invitation-settled'], true],
  [
    'others heard it of a tired account',
    { ...right, heard: true, attempts: tired },
    'heard',
    ['invitation-settled'],
    true,
  ],
  ['others heard a wrong one', { ...wrong, heard: true }, 'heard', ['code-tried', 'invitation-tried'], false],
  [
    'others heard one that nobody made',
    { ...wrong, heard: true, invitation: undefined },
    'heard',
    ['code-tried'],
    false,
  ],
  ['others heard a wrong one of a tired account', { ...wrong, heard: true, attempts: tired }, 'heard', [], false],
]

test.each(outcomes)('%s', (_title, brought, is, facts, isBurnt) => {
  const outcome = outcomeOf(brought, now)
  expect(outcome.is).toBe(is)
  expect('facts' in outcome ? outcome.facts.map(({ type }) => type) : []).toEqual(facts)
  expect('burnt' in outcome && outcome.burnt !== undefined).toBe(isBurnt)
})

test('an account’s tries are counted within the hour of the first, and anew after it', () => {
  const counted = (attempts: Attempts | undefined) => {
    const outcome = outcomeOf({ ...wrong, invitation: undefined, attempts }, now)
    return 'facts' in outcome ? outcome.facts[0] : undefined
  }
  expect(counted(undefined)).toMatchObject({ tries: 1, since: now.toString() })
  expect(counted({ tries: 3, since: before(20) })).toMatchObject({ tries: 4, since: before(20) })
  expect(counted({ tries: 10, since: before(61) })).toMatchObject({ tries: 1, since: now.toString() })
})
