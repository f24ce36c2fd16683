import { beforeAll, expect, test } from 'vitest'
import type { AssessmentId, OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

/** Findings open 14 days after they were made; until then their owner may reply. */
const opens = Temporal.Instant.from('2026-12-10T09:00:00Z')
const promised = 'com_waiting' as const
const advised = 'rec_waiting' as const

onEachDatabase('A finding waits for its owner’s reply', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'waiting')
    const made = (assessment: AssessmentId, owner: OrganisationId, opensAt: Temporal.Instant): Fact => ({
      type: 'assessment-made',
      subject: owner === ids.japan ? { kind: 'commitment', id: promised } : { kind: 'recommendation', id: advised },
      ...{ assessment, owner, found: 'limited', assessedBy: ids.bob, opensAt: opensAt.toString() },
      sealed: { why: 'Two of five' },
    })
    await state(on().database.store, ids.id, [
      commitmentProposed(ids, promised),
      { type: 'commitment-confirmed', commitment: promised, number: 1, confirmedBy: ids.alice },
      { type: 'finding-recorded', code: '1', sealed: { title: 'One', summary: '' } },
      {
        type: 'recommendation-recorded',
        ...{ recommendation: advised, code: '1.1', finding: '1', themes: [], sealed: { title: 'One', text: '' } },
      },
      made('assess_first', ids.japan, opens),
      made('assess_kenyas', ids.kenya, opens),
      made('assess_later', ids.japan, opens.add({ hours: 1 })),
      made('assess_replied', ids.japan, opens.add({ hours: 1 })),
      {
        type: 'assessment-replied',
        ...{ subject: { kind: 'commitment', id: promised }, owner: ids.japan },
        assessment: 'assess_replied',
        repliedBy: ids.alice,
        sealed: { reply: 'Five' },
      },
    ])
  })

  const waiting = (owners: OrganisationId[], now: Temporal.Instant) =>
    on().database.store.transact(ids.id, async ({ read }) =>
      (await read.assessments.waiting(owners, now)).map(({ id }) => id),
    )

  test.each<
    [what: string, owners: ('japan' | 'kenya')[], before: { hours?: number; milliseconds?: number }, ids: string[]]
  >([
    ['the oldest first, without what has a reply', ['japan'], { hours: 24 }, ['assess_first', 'assess_later']],
    [
      'of each organisation that is asked for',
      ['japan', 'kenya'],
      { hours: 24 },
      ['assess_first', 'assess_kenyas', 'assess_later'],
    ],
    ['of no other organisation', ['kenya'], { hours: 24 }, ['assess_kenyas']],
    ['of nobody where nobody is named', [], { hours: 24 }, []],
    ['until a millisecond before it opens', ['japan'], { milliseconds: 1 }, ['assess_first', 'assess_later']],
    ['and not at the moment at which it opens', ['japan'], {}, ['assess_later']],
    ['nor later', ['japan', 'kenya'], { hours: -1 }, []],
  ])('%s', async (_what, owners, before, expected) => {
    const of = owners.map((owner) => ids[owner])
    expect(await waiting(of, opens.subtract({ milliseconds: 0, ...before }))).toEqual(expected)
  })

  test('with what it is about, by whom, and why', async () => {
    const [first] = await on().database.store.transact(ids.id, ({ read }) =>
      read.assessments.waiting([ids.japan], opens.subtract({ hours: 24 })),
    )
    expect(first).toMatchObject({
      ...{ owner: ids.japan, found: 'limited', why: 'Two of five', reply: null, opensAt: opens.toString() },
      assessedBy: { id: ids.bob, name: 'Bob' },
      about: { subject: { kind: 'commitment', id: promised } },
    })
  })

  test('in its own consortium alone', async () => {
    const others = await found(on().database.store, 'waitingelse')
    const theirs = await on().database.store.transact(others.id, ({ read }) =>
      read.assessments.waiting([ids.japan, ids.kenya], opens.subtract({ hours: 24 })),
    )
    expect(theirs).toEqual([])
  })
})
