/**
 * `npm run bench`: the product beside bare yardsticks, in one run on one machine. Exits with 1 where any answer was not as expected.
 * `-- load` or `-- volume` runs that part alone: many requests, or many items.
 */
import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { type DatabaseOptions, openDatabase } from '#db/connect.ts'
import { crossings, spacing, votesEach } from './crossing.ts'
import { crowdSays, crowdVotes, foundCrowd } from './crowd.ts'
import { foundConsortium, votePoll, workspace } from './facts.ts'
import { concurrency, crowded, quantile, roundMilliseconds, rounds } from './load.ts'
import { teamsToken } from './people.ts'
import { type Running, startPostgres, startProduct, startYardsticks } from './servers.ts'
import { type Stub, startStub } from './stub.ts'
import { crossingTable, ratiosTable, startTable } from './table.ts'
import { type Field, type Measure, readInSlack, readInTeams, vote, voteInTeams } from './throughput.ts'
import { openTransaction, type Where } from './transaction.ts'
import { benchVolume } from './volume/index.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const starts = 3
const failures: string[] = []

/** Opens the consortium's database, starts both processes, and leaves nothing running. */
async function onField<T>(
  stub: Stub,
  where: {
    database: string
    options: DatabaseOptions
    env: Record<string, string>
    folder: string
    bare: [Where, Where]
  },
  act: (field: Field) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(where.options)
  await foundConsortium(database, stub.serviceUrl)
  if (where.options.kind === 'postgres') await foundCrowd(database)
  await database.close()
  const product = await startProduct(where.folder, where.env, stub)
  const yardsticks = await startYardsticks(stub, where.bare[0])
  const transaction = await openTransaction(where.bare[1])
  const token = await teamsToken(stub.serviceUrl)
  try {
    return await act({
      database: `${where.database} ${transaction.version}`,
      product,
      yardsticks,
      stub,
      token,
      transaction,
    })
  } finally {
    await transaction.close()
    await yardsticks.stop()
    await product.stop()
    failures.push(...product.complaints.filter((one) => !isExpected(one)), ...yardsticks.complaints)
  }
}

/** Slack takes no card that names a thousand organisations; what was left out of it is told. */
function isExpected(complaint: string): boolean {
  return complaint.split('\n').every((line) => line.includes('A Slack message was shortened'))
}

/** Of as many starts, one after the other. */
async function started(start: (index: number) => Promise<Running>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < starts; index++) {
    const running = await start(index)
    times.push(running.milliseconds)
    await running.stop()
    failures.push(...running.complaints)
  }
  return times
}

async function benchPostgres(stub: Stub, folder: string) {
  const server = await startPostgres(folder)
  try {
    const { url, appUrl, yardstick } = server
    const env = { DATABASE_URL: url, DATABASE_APP_URL: appUrl }
    const options = { kind: 'postgres', url, appUrl, pool: 4, prepare: true, log: silent } as const
    const bare: Where = { kind: 'postgres', url: yardstick }
    const where = { database: 'PostgreSQL', options, env, folder, bare: [bare, bare] as [Where, Where] }
    const measured = await onField(stub, where, async (field) => {
      const reads = [await readInSlack(field), await readInTeams(field)]
      const votes = [await vote(field, concurrency), await vote(field, crowded), await voteInTeams(field)]
      await checkRegister(server.adminUrl, votes)
      const crossed = await crossings(field)
      return { measures: [...reads, ...votes], crossed, crowd: await crowdVotes(field) }
    })
    const times = await started(() => startProduct(folder, env, stub))
    return { ...measured, start: { what: 'on a migrated PostgreSQL, with Slack and Teams', aim: 3_000, times } }
  } finally {
    await server.stop()
  }
}

/** Every vote that was answered stands in the register, and in the ballots of each organisation. */
async function checkRegister(url: string, votes: Measure[]): Promise<void> {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql<{ entries: number; ballots: number }[]>`
    select (select count(*)::integer from register_entries where type = 'ballot-cast') as entries,
      (select count(*)::integer from ballots where poll_id = ${votePoll.id}) as ballots`
  await sql.end()
  const answered = votes.reduce((sum, { product }) => sum + product.times.length, 0)
  if (!row || row.ballots === 0 || row.entries < answered)
    failures.push(`${answered} votes were answered and ${row?.entries} stand in the register`)
}

async function benchPglite(stub: Stub, folder: string) {
  const data = join(folder, 'pglite')
  const bare = (name: string): Where => ({ kind: 'pglite', folder: join(folder, name) })
  const options = { kind: 'pglite', folder: join(data, 'database'), log: silent } as const
  const where = {
    database: 'PGlite',
    options,
    env: {},
    folder: data,
    bare: [bare('bolt'), bare('bare')] as [Where, Where],
  }
  const measures = await onField(stub, where, async (field) => [
    await readInSlack(field),
    await vote(field, concurrency),
  ])
  const times = await started((index) => startProduct(join(folder, `new-${index}`), {}))
  return { measures, start: { what: 'on a new PGlite folder, as the playground', aim: 8_000, times } }
}

/** Milliseconds that this disk takes to keep 8 kB, the median of fifty. */
async function syncTime(folder: string): Promise<number> {
  const file = await open(join(folder, 'sync'), 'w')
  const times: number[] = []
  for (let index = 0; index < 50; index++) {
    const start = performance.now()
    await file.write(Buffer.alloc(8_192, index))
    await file.datasync()
    times.push(performance.now() - start)
  }
  await file.close()
  return quantile(times, 0.5)
}

async function benchLoad(folder: string): Promise<void> {
  const stub = await startStub(workspace)
  try {
    say('Load generator, stand-ins for Slack and Teams, database and product share the cores.')
    say(
      `${concurrency} at a time; ${rounds} rounds of ${roundMilliseconds} ms each, taking turns; medians of the rounds.`,
    )
    say('PostgreSQL waits for the disk at each COMMIT (fsync and synchronous_commit on); PGlite does not.\n')
    const served = await benchPostgres(stub, folder)
    const embedded = await benchPglite(stub, folder)
    say(`${ratiosTable([...served.measures, ...embedded.measures])}\n`)
    say(`${crossingTable(served.crossed)}\n`)
    say(
      `${votesEach} votes in each row, ${spacing} ms apart, on PostgreSQL. A card is redrawn at most once a second.\n`,
    )
    say(`${crowdSays(served.crowd)}\n`)
    const { answered, tally, errors } = served.crowd
    failures.push(
      ...errors,
      ...(tally === answered ? [] : [`${answered} votes were answered and ${tally} are counted`]),
    )
    say(`${startTable([served.start, embedded.start])}\n`)
    const raced = [...served.measures, ...embedded.measures].flatMap(({ product, yardsticks }) => [
      product,
      ...yardsticks,
    ])
    failures.push(...[...raced, ...served.crossed].flatMap(({ errors }) => errors))
  } finally {
    await stub.close()
  }
}

const begun = performance.now()
const asked = process.argv.slice(2)
const isAsked = (part: string) => asked.length === 0 || asked.includes(part)
const folder = await mkdtemp(join(tmpdir(), 'plenary-bench-'))
// As root, the database server runs as another user.
await chmod(folder, 0o755)
try {
  const [cpu] = cpus()
  const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const [busy = 0] = loadavg()
  say(
    `${machine}, ${Temporal.Now.plainDateISO()}; ${busy.toFixed(1)} others were running on average in the minute before.`,
  )
  say(`A sync of 8 kB to this disk takes ${(await syncTime(folder)).toFixed(2)} ms.`)
  if (isAsked('load')) await benchLoad(folder)
  const volume = join(folder, 'volume')
  await mkdir(volume, { mode: 0o755 })
  if (isAsked('volume')) say(`${await benchVolume(volume)}\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
say(`${Math.round((performance.now() - begun) / 1000)} s in all.`)
if (failures.length > 0) {
  say(`${failures.length} failures, the first: ${failures.slice(0, 3).join('\n')}`)
  process.exitCode = 1
}
