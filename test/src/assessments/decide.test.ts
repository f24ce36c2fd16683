import { describe, expect, test } from 'vitest'
import { assessWrong, isAssessable, opensAt, replyWrong } from '#src/assessments/decide.ts'
import type { Assessable, Made } from '#src/assessments/store.ts'
import type { Actor, Role } from '#src/core/access.ts'
import { isBackwards, Progress } from '#src/recommendations/axes.ts'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z')
const japan = { id: 'org_japan', name: 'Japan', zone: 'Asia/Tokyo' } as const
const of: Assessable = {
  subject: { kind: 'commitment', id: 'com_1' },
  reference: 'C-1',
  text: 'Publish our results',
  owner: japan,
  group: null,
  item: { label: 'TLP:GREEN', source: 'org_japan', recipients: [], policy: {} },
}

function person(...seats: [Role, `org_${string}`][]): Actor {
  const held = seats.map(([role, organisation]) => ({
    role,
    organisation,
    name: 'One',
    zone: 'UTC',
    standing: 'staff' as const,
  }))
  return { kind: 'person', person: 'person_one', name: 'One', seats: held, acting: null }
}

/** Source: OGP, Independent Reporting Mechanism: who assesses is not of the government assessed. */
describe('who assesses', () => {
  test.each<[string, Actor, Assessable, string | undefined]>([
    ['an assessor of another organisation may', person(['assessor', 'org_france']), of, undefined],
    ['an assessor of the owner may not', person(['assessor', 'org_japan']), of, 'assesses-own'],
    [
      'nor with a second seat there',
      person(['secretariat', 'org_france'], ['observer', 'org_japan']),
      of,
      'assesses-own',
    ],
    [
      'where nobody owns it, anyone may who assesses',
      person(['assessor', 'org_japan']),
      { ...of, owner: null },
      undefined,
    ],
  ])('%s', (_, actor, what, wrong) => {
    expect(assessWrong(actor, what)?.code).toBe(wrong)
  })

  test.each<[string, Actor, Assessable['item'], boolean]>([
    ['an assessor who sees it whole', person(['assessor', 'org_france']), of.item, true],
    ['not a delegate', person(['delegate', 'org_france']), of.item, false],
    [
      'not of a text that is kept',
      person(['assessor', 'org_france']),
      { ...of.item, policy: { any: 'reference' } },
      false,
    ],
    [
      'not of a label that is for others',
      person(['secretariat', 'org_france']),
      { ...of.item, label: 'TLP:AMBER' },
      false,
    ],
  ])('%s', (_, actor, item, may) => {
    expect(isAssessable(actor, { ...of, item })).toBe(may)
  })
})

/** Rule data: a fortnight to reply. */
describe('the time to reply', () => {
  test('is fourteen days for an owner, and none where there is nobody to reply', () => {
    expect(opensAt(now, of).toString()).toBe('2026-12-10T12:00:00Z')
    expect(opensAt(now, { owner: null }).toString()).toBe(now.toString())
  })

  const made: Made = {
    ...{ id: 'assess_1', about: of, owner: 'org_japan', found: 'limited', why: 'Two of five', at: now.toString() },
    ...{ assessedBy: { id: 'person_eva', name: 'Eva' }, opensAt: opensAt(now, of).toString(), reply: null },
  }
  test.each<[string, Made, Temporal.Instant, boolean]>([
    ['lasts until a millisecond before it opens', made, opensAt(now, of).subtract({ milliseconds: 1 }), false],
    ['is over when it opens', made, opensAt(now, of), true],
    ['is over once a reply is there', { ...made, reply: 'They follow' }, now, true],
  ])('%s', (_, one, at, isOver) => {
    expect(replyWrong(one, at)?.code).toBe(isOver ? 'assessment-open' : undefined)
  })
})

/** Source: OGP's scale of completion; what goes back is told with its reason. */
describe('a report goes backwards', () => {
  const backwards = Progress.options.flatMap((was) =>
    Progress.options.filter((next) => isBackwards(was, next)).map((next) => `${was} > ${next}`),
  )
  test('where less is done than was said, and into and out of a withdrawal', () => {
    expect(backwards).toEqual([
      'not-started > withdrawn',
      ...['limited > not-started', 'limited > withdrawn'],
      ...['substantial > not-started', 'substantial > limited', 'substantial > withdrawn'],
      ...['complete > not-started', 'complete > limited', 'complete > substantial', 'complete > withdrawn'],
      ...['withdrawn > not-started', 'withdrawn > limited', 'withdrawn > substantial', 'withdrawn > complete'],
    ])
  })
})
