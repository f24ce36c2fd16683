import { describe, expect, test } from 'vitest'
import { addressed } from '#src/answers.ts'
import { type Actor, actingFor, chosenOf, proposingSeats, type Role, signingRole } from '#src/core/access.ts'
import { said } from '#src/core/answer.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { actingRefusal } from '#src/core/use-case.ts'
import { card } from '#src/view/build.ts'
import { cardToPlain } from '#src/view/plain.ts'

const names: Record<string, string> = { org_japan: 'Japan', org_korea: 'Korea' }

function person(acting: OrganisationId | null, ...held: [OrganisationId, Role][]): Actor {
  const seats = held.map(([organisation, role]) => ({
    organisation,
    name: names[organisation] ?? '',
    zone: 'UTC',
    role,
    standing: 'staff' as const,
  }))
  return { kind: 'person', person: 'person_hana', name: 'Hana', seats, acting }
}

const both: [OrganisationId, Role][] = [
  ['org_japan', 'delegate'],
  ['org_korea', 'member'],
]

describe('for whom somebody acts', () => {
  const rows: [title: string, actor: Actor, chosen: string | undefined, proposes: string[], signsForJapan: boolean][] =
    [
      ['nothing chosen: for all', person(null, ...both), undefined, ['Japan', 'Korea'], true],
      ['Japan chosen', person('org_japan', ...both), 'Japan', ['Japan'], true],
      ['Korea chosen: no signature for Japan', person('org_korea', ...both), 'Korea', ['Korea'], false],
      ['one organisation is no choice', person('org_japan', ['org_japan', 'delegate']), undefined, ['Japan'], true],
      ['chosen, and its seats ended', person('org_korea', ['org_japan', 'delegate']), undefined, ['Japan'], true],
      ['a stranger', { kind: 'stranger' }, undefined, [], false],
      ['the operator', { kind: 'operator' }, undefined, [], false],
    ]
  test.each(rows)('%s', (_title, actor, chosen, proposes, signs) => {
    expect(chosenOf(actor)?.name).toBe(chosen)
    expect(proposingSeats(actor).map(({ name }) => name)).toEqual(proposes)
    expect(signingRole(actor, 'org_japan') !== undefined).toBe(signs)
  })

  test('what began for one goes on for it, unless no seat is held there', () => {
    expect(chosenOf(actingFor(person('org_korea', ...both), 'org_japan'))?.name).toBe('Japan')
    expect(chosenOf(actingFor(person('org_korea', ...both), 'org_france'))?.name).toBe('Korea')
    expect(actingFor({ kind: 'stranger' }, 'org_japan')).toEqual({ kind: 'stranger' })
  })

  test('a refusal names the choice only where it alone stands in the way', () => {
    const signs = (actor: Actor) => signingRole(actor, 'org_japan') !== undefined
    expect(actingRefusal(person('org_korea', ...both), signs)?.code).toBe('acts-for-another')
    expect(actingRefusal(person('org_korea', ...both), () => false)).toBeUndefined()
    expect(actingRefusal(person('org_japan', ['org_japan', 'member']), signs)).toBeUndefined()
  })
})

describe('an answer', () => {
  const answer = (actor: Actor, organisation: OrganisationId | null = null) => {
    const given = addressed(said(card('Saved')), { consortium: 'con_demo', actor, organisation, spokenIn: 'slack T1' })
    return given.kind === 'form' ? '' : cardToPlain(given.card)
  }

  test('says for whom it is to somebody of several organisations who chose, or acted', () => {
    expect(answer(person('org_korea', ...both))).toBe('Saved\nFor Korea.\n[Change organisation]')
    expect(answer(person(null, ...both), 'org_japan')).toBe('Saved\nFor Japan.\n[Change organisation]')
    expect(answer(person(null, ...both))).toBe('Saved')
    expect(answer(person('org_japan', ['org_japan', 'delegate']), 'org_japan')).toBe('Saved')
  })

  test('names the consortium on its buttons, to a stranger none', () => {
    const given = (actor: Actor) => {
      const button = { label: 'Enter code', use: 'redeem-code', args: {}, style: 'plain' as const, opens: true }
      const drawn = { ...card('Who are you?'), actions: [button] }
      return JSON.stringify(
        addressed(said(drawn), { consortium: 'con_demo', actor, organisation: null, spokenIn: 'slack T1' }),
      )
    }
    expect(given(person(null, ...both))).toContain('con_demo')
    expect(given({ kind: 'stranger' })).not.toContain('con_demo')
  })
})
