import { expect, test } from 'vitest'
import type { PollId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { uncounted } from '#test/support/polls.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')
const shapes = [
  { hidden: false, unattributed: false },
  { hidden: true, unattributed: false },
  { hidden: true, unattributed: true },
]
const secret = 'Never before the close'

/** A poll, Japan's vote in it, and its close where it `isClosed`. */
function voted(ids: Founded, number: number, shape: (typeof shapes)[number], isClosed: boolean): Fact[] {
  const poll: PollId = `poll_${number}`
  const opened = { ...pollOpened(ids, poll, number, farAway), ...shape } as Fact
  const cast: Fact = {
    ...{ type: 'ballot-cast', poll, organisation: ids.japan, castBy: ids.alice, role: 'delegate', replaces: false },
    ...(shape.unattributed && { unopened: true }),
    sealed: { choice: 'disapprove', remarks: secret },
  }
  const closed: Fact[] = [
    { type: 'poll-closing-begun', poll },
    { type: 'poll-closed', poll, ...uncounted },
  ]
  return [opened, cast, ...(isClosed ? closed : [])]
}

onEachDatabase('What files say of ballots', (on) => {
  test('an organisation’s export holds a hidden choice from the close on, an unattributed one never, nor their openings', async () => {
    const { store } = on().database
    const ids = await found(store, 'files')
    const facts = [false, true].flatMap((isClosed) =>
      shapes.flatMap((shape, at) => voted(ids, (isClosed ? 4 : 1) + at, shape, isClosed)),
    )
    await state(store, ids.id, facts, { by: ids.alice, organisation: ids.japan })
    const held = await store.transact(ids.id, ({ read }) => read.leaving.belongings(ids.japan))
    expect(held.ballots.map(({ number, choice, remarks }) => [number, choice, remarks])).toEqual([
      [1, 'disapprove', secret],
      [2, null, null],
      [3, null, null],
      [4, 'disapprove', secret],
      [5, 'disapprove', secret],
      [6, null, null],
    ])
    const openings = held.entries.filter(({ type }) => type === 'ballot-cast').map((entry) => entry.openings.length)
    expect(openings).toEqual([2, 0, 0, 2, 2, 0])
  })

  test('a person’s export holds them as long', async () => {
    const { store } = on().database
    const ids = await found(store, 'own')
    await state(
      store,
      ids.id,
      shapes.flatMap((shape, at) => voted(ids, at + 1, shape, false)),
    )
    const tables = await store.transact(ids.id, ({ read }) => read.privacy.tables(ids.alice))
    const cast = tables.find(({ name }) => name === 'Ballots cast')
    const columns = ['Poll', 'Choice', 'Remarks'].map((name) => cast?.columns.indexOf(name) ?? -1)
    expect(cast?.rows.map(({ cells }) => columns.map((at) => cells[at]))).toEqual([
      [1, 'disapprove', secret],
      [2, 'not shown', 'not shown'],
      [3, 'not shown', 'not shown'],
    ])
  })
})
