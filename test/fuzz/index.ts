/** `npm run fuzz`: the whole product under attack on a PostgreSQL server of its own. Exits with 1 where anything was found. */
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { openDatabase } from '#db/connect.ts'
import { startPostgres } from '#test/support/postgres.ts'
import { fuzz } from './run.ts'
import { kindsTable, waysTable } from './table.ts'

/** Megabytes by which the heap may be larger at the end than after the first tenth. */
const mostGrowth = 32

const { values } = parseArgs({ options: { seed: { type: 'string' }, requests: { type: 'string', default: '100000' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const say = (text: string) => void process.stdout.write(`${text}\n`)

const server = await startPostgres()
const admin = postgres(server.url, { max: 2, onnotice: () => {} })
await admin`create role plenary_owner login createrole password 'owner'`
await admin`create database plenary owner plenary_owner`
const address = (user: string) => server.url.replace('postgres:postgres', user).replace(/\/postgres$/, '/plenary')
const [url, appUrl] = [address('plenary_owner:owner'), address('plenary_app:app')]
const log = { info: () => {}, warn: () => {}, error: () => {} }
const database = await openDatabase({ kind: 'postgres', url, appUrl, pool: 10, prepare: true, log })
const past = postgres(address('postgres:postgres'), { max: 1 })
const owner = { query: async <Row>(text: string) => [...(await past.unsafe(text))] as unknown as Row[] }
try {
  say(`Seed ${seed}. The same again: npm run fuzz -- --seed ${seed} --requests ${values.requests}`)
  const report = await fuzz(database, owner, {
    seed,
    requests: Number(values.requests),
    onBatch: (done) => process.stderr.write(done % 10_000 === 0 ? `${done} requests\n` : ''),
  })
  const [warm = 0] = report.heap
  const growth = (report.heap.at(-1) ?? 0) - warm
  if (growth > mostGrowth) report.findings.push(`the heap grew by ${growth.toFixed(1)} MB; ${mostGrowth} is the most`)
  say(`\n${waysTable(report)}\n\n${kindsTable(report)}\n`)
  say(
    `${report.requests} requests in ${Math.round(report.seconds)} s. ${report.heard} reached the core and made ${report.entries} entries.`,
  )
  const heap = report.heap.map((megabytes) => megabytes.toFixed(0)).join(', ')
  say(`Heap after a collection at each tenth of the way, in MB: ${heap}. ${report.undelivered} answers reached nobody.`)
  say(`${report.findings.length} findings.`)
  for (const finding of report.findings.slice(0, 20)) say(`\n${finding}`)
  process.exitCode = report.findings.length > 0 ? 1 : 0
} finally {
  await database.close()
  await past.end()
  await admin.end()
  await server.stop()
}
