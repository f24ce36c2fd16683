/** Many items: 100,000 to search, a board of 1,000, 10,000 rows to import, 10,000 commitments to report, 5,000 comments to take away and read back, one commitment beside 100,000, and one vote beside 1,000,000. PostgreSQL alone. */
import { startPostgres } from '../servers.ts'
import { boards } from './board.ts'
import { comments } from './comments.ts'
import { commits } from './commit.ts'
import { type Compared, comparedTable } from './compare.ts'
import { heavy } from './heavy.ts'
import { searches } from './search.ts'
import { votes } from './votes.ts'
import { type Addresses, another, openWorld } from './world.ts'

export async function benchVolume(folder: string): Promise<string> {
  const server = await startPostgres(folder)
  try {
    const large = await openWorld(server, {
      recommendations: 1_000,
      commitments: 74_000,
      polls: 5_000,
      comments: 20_000,
    })
    const found = await searches(large, '100,000')
    await large.close()
    const hundred = await openWorld(await another(server, 'hundred'), {
      recommendations: 1_000,
      commitments: 100_000,
      polls: 0,
    })
    const one = await openWorld(await another(server, 'one'), { recommendations: 1_000, commitments: 1_000, polls: 0 })
    const cost = await commits(hundred, one)
    await hundred.close()
    await one.close()
    const cast = await besideBallots(server)
    const ten = await another(server, 'ten')
    const middle = await openWorld(ten, { recommendations: 1_000, commitments: 10_000, polls: 0 })
    const tracked = await boards(middle)
    const all: Compared[] = [
      ...[...found, ...tracked, cost, cast],
      ...(await heavy(ten, middle.admin)),
      ...(await comments(ten, middle)),
    ]
    await middle.close()
    return comparedTable(all)
  } finally {
    await server.stop()
  }
}

async function besideBallots(server: Addresses): Promise<Compared> {
  const volume = { recommendations: 100, commitments: 100, polls: 16_000 }
  const million = await openWorld(await another(server, 'million'), { ...volume, ballots: 1_000_000 })
  const thousand = await openWorld(await another(server, 'thousand'), { ...volume, ballots: 1_000 })
  const cost = await votes(million, thousand)
  await million.close()
  await thousand.close()
  return cost
}
