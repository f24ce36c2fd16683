/** What one vote costs beside many: the first organisation changes its mind, in two databases that differ in how many ballots are stored. */
import { present } from '#src/core/assert.ts'
import { choices, votePoll } from '../facts.ts'
import { type Compared, timed } from './compare.ts'
import type { World } from './world.ts'

const turns = 300

export async function votes(large: World, small: World): Promise<Compared> {
  const vote = async ({ say }: World, turn: number) => {
    const choice = present(choices[turn % choices.length], 'a choice')
    const args = { poll: votePoll.id, organisation: 'org_b01', choice, replaces: 'yes' }
    await say('cast-ballot', args)
  }
  const [product, bare]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns + 20; turn++) {
    const times = [await timed(() => vote(large, turn)), await timed(() => vote(small, turn))]
    if (turn >= 20) product.push(times[0] ?? Number.NaN)
    if (turn >= 20) bare.push(times[1] ?? Number.NaN)
  }
  const what = 'One vote, answered after COMMIT, where 1,000,000 ballots are stored'
  return { what, product, yardstick: 'the same where there are 1,000', bare }
}
