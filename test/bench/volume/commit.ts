/** What one more commitment costs beside many: a delegate's own, which binds at once, in two databases that differ in how many there are. */
import { type Compared, timed } from './compare.ts'
import type { World } from './world.ts'

const turns = 200

export async function commits(large: World, small: World): Promise<Compared> {
  const commit = ({ say }: World) => {
    const text = `Publish what the bench measured, as ${crypto.randomUUID()}`
    return say('log-commitment', {
      text,
      due: '2099-12-31',
      group: 'wg_assembly',
      recommendations: 'R-1.1',
      sure: 'yes',
    })
  }
  const [product, bare]: [number[], number[]] = [[], []]
  for (let turn = -20; turn < turns; turn++) {
    const times = [
      await timed(async () => void (await commit(large))),
      await timed(async () => void (await commit(small))),
    ]
    if (turn >= 0) product.push(times[0] ?? Number.NaN)
    if (turn >= 0) bare.push(times[1] ?? Number.NaN)
  }
  const what = 'One commitment, logged and confirmed, where there are 100,000'
  return { what, product, yardstick: 'the same where there are 1,000', bare }
}
