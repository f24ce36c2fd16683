/** Who may ask, and how soon again. Source: the access matrix of domain.md; a week is this product's own. */
import { describe, expect, test } from 'vitest'
import { type Actor, Role, type Role as RoleOf } from '#src/core/access.ts'
import { asksAbout, mayAsk, mayAskAgain, type Request, Wanted } from '#src/requests/request.ts'

function holding(...roles: RoleOf[]): Extract<Actor, { kind: 'person' }> {
  const seats = roles.map((role) => {
    return { organisation: 'org_japan', name: 'Japan', zone: 'Asia/Tokyo', role, standing: 'staff' } as const
  })
  return { kind: 'person', person: 'person_hana', name: 'Hana', seats, acting: null }
}

const may: Record<Wanted, RoleOf[]> = {
  update: ['secretariat', 'chair', 'coordinator'],
  evidence: ['secretariat', 'chair', 'coordinator', 'assessor'],
}

describe('who asks', () => {
  test.each(Wanted.options)('for %s is who keeps the overview, and nobody of the other roles', (wanted) => {
    const allowed = Role.options.filter((role) => mayAsk(holding(role), wanted, []))
    expect(allowed.toSorted()).toEqual(may[wanted].toSorted())
  })

  test.each(Wanted.options)('for %s is whoever coordinates the recommendation, whatever seat is held', (wanted) => {
    expect(mayAsk(holding('observer'), wanted, ['person_luc'])).toBe(false)
    expect(mayAsk(holding('observer'), wanted, ['person_luc', 'person_hana'])).toBe(true)
    expect(mayAsk(holding(), wanted, ['person_hana'])).toBe(true)
  })

  test('is a person: nobody asks as the clock, at the shell or without a link', () => {
    for (const kind of ['stranger', 'operator', 'system'] as const) expect(mayAsk({ kind }, 'update', [])).toBe(false)
  })

  test('is offered it about what others own, not about what their own people report on', () => {
    const chair = holding('chair')
    expect(asksAbout(chair, 'update', { organisation: 'org_france' })).toBe(true)
    expect(asksAbout(chair, 'update', { organisation: 'org_japan' })).toBe(false)
    expect(asksAbout(holding('assessor'), 'update', { organisation: 'org_france' })).toBe(false)
    expect(asksAbout(holding('assessor'), 'evidence', { organisation: 'org_france' })).toBe(true)
  })
})

describe('asking again', () => {
  const askedAt = Temporal.Instant.from('2026-11-01T09:30:00Z')
  const request: Request = {
    ...{ wanted: 'update', subject: { kind: 'recommendation', id: 'rec_one' } },
    ...{ askedBy: 'person_eva', askedOf: 'person_hana', askedAt },
  }
  test.each([
    ['at once', '2026-11-01T09:30:00Z', false],
    ['a second before a week has passed', '2026-11-08T09:29:59Z', false],
    ['as a week has passed', '2026-11-08T09:30:00Z', true],
    ['a month later', '2026-12-01T00:00:00Z', true],
  ])('%s', (_when, now, expected) => {
    expect(mayAskAgain(request, Temporal.Instant.from(now))).toBe(expected)
  })
})
