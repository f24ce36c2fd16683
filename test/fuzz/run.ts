/** Batches of attempts, one kind of attack at a time, and what must be so after each. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Database } from '#db/connect.ts'
import { type Attempt, attemptOf, type Way } from './attempt.ts'
import { claimOf, isClaimed } from './claims.ts'
import { newSigners, type Owner, traceOf } from './database.ts'
import { teamsForger } from './forge.ts'
import { pageAttempt } from './pages.ts'
import { randomFrom } from './random.ts'
import { closeConnections, type Reply, send, sendRaw } from './request.ts'
import { teamsToken } from './sign.ts'
import { foreign, link, slackPeople, teamsPeople } from './stage.ts'
import { startWorld, type World } from './world.ts'

export type Options = { seed: number; requests: number; onBatch?: (done: number) => void }
export type Count = { kind: string; way: Way; answers: Record<string, number> }
export type Report = {
  seed: number
  requests: number
  seconds: number
  counts: Count[]
  /** Intents that reached the core, and entries of the register that they made. */
  heard: number
  entries: number
  /** Megabytes of heap after a collection, at each tenth of the way. */
  heap: number[]
  undelivered: number
  findings: string[]
}

const largest = 250
const atOnce = 8
/** Which attack a batch is; ten batches go through all. */
const turns: Way[] = [
  'valid',
  'changed',
  'forged',
  'changed',
  'carried',
  'changed',
  'forged',
  'torn',
  'changed',
  'forged',
]

export async function fuzz(database: Database, owner: Owner, { seed, requests, onBatch }: Options): Promise<Report> {
  const world = await startWorld(database)
  const door = {
    where: world.where,
    token: await teamsToken(world.where.serviceUrl),
    forge: await teamsForger(world.where.serviceUrl),
  }
  const report: Report = {
    seed,
    requests,
    seconds: 0,
    counts: [],
    heard: 0,
    entries: 0,
    heap: [],
    undelivered: 0,
    findings: [],
  }
  const rejected = (error: unknown) =>
    void report.findings.push(`an unhandled rejection: ${error instanceof Error ? error.stack : error}`)
  process.on('unhandledRejection', rejected)
  const began = performance.now()
  const size = Math.min(largest, Math.ceil(requests / turns.length))
  const batches = Math.ceil(requests / size)
  for (let batch = 0; batch < batches; batch++) {
    const way = turns[batch % turns.length] ?? 'valid'
    const random = randomFrom(seed + batch * 104_729)
    const attempts = Array.from({ length: size }, () =>
      random.chance(0.08) ? pageAttempt(way, link, random) : attemptOf(way, door, random),
    )
    await runBatch(attempts, way, { world, owner, report, name: `batch ${batch} of seed ${seed}` })
    if ((batch + 1) % Math.ceil(batches / 10) === 0) report.heap.push(heapInUse())
    onBatch?.((batch + 1) * size)
  }
  report.seconds = (performance.now() - began) / 1000
  report.undelivered = world.undelivered()
  closeConnections()
  await world.close()
  process.off('unhandledRejection', rejected)
  return report
}

type Running = { world: World; owner: Owner; report: Report; name: string }

async function runBatch(attempts: Attempt[], way: Way, { world, owner, report, name }: Running): Promise<void> {
  const before = await traceOf(owner)
  const found = (what: string, attempt?: Attempt) =>
    void report.findings.push(`${name}: ${what}${attempt ? `, by ${described(attempt)}` : ''}`)
  await inTurns(attempts, async (attempt) => {
    const reply = await answerTo(world.url, attempt)
    if ('failed' in reply) return found(reply.failed, attempt)
    tally(report, attempt, reply)
    for (const wrong of wrongIn(reply, attempt)) found(wrong, attempt)
  })
  await world.idle()
  const heard = world.takeHeard()
  report.heard += heard.length
  for (const complaint of world.takeComplaints()) found(complaint)
  const after = await traceOf(owner)
  report.entries += after.entries - before.entries
  if (after.foreign !== before.foreign) found('a row of another consortium was changed')
  if (way === 'forged') {
    if (heard.length > 0) found(`${heard.length} forged requests reached the core: ${JSON.stringify(heard[0])}`)
    const changed = after.everything.filter((table) => !before.everything.includes(table))
    if (changed.length > 0) found(`forged requests changed the database: ${changed.join(', ')}`)
    return
  }
  const claims = attempts.flatMap(({ wire }) => claimOf(wire) ?? [])
  for (const intent of heard)
    if (!isClaimed(claims, intent)) found(`somebody acted as another: ${JSON.stringify(intent).slice(0, 400)}`)
  const signers = await newSigners(owner, before.entries)
  // The clock looks at places and polls by itself.
  const may = new Set<string | null>(
    [...slackPeople, ...teamsPeople]
      .filter((one) => claims.some(({ account }) => account === one.account))
      .map(({ person }) => person),
  ).add('system')
  for (const signer of signers) if (!may.has(signer)) found(`an entry is signed by ${signer}, as whom nobody asked`)
}

async function inTurns(attempts: Attempt[], act: (attempt: Attempt) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let attempt = attempts[next++]; attempt; attempt = attempts[next++]) await act(attempt)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function answerTo(base: URL, { wire, raw }: Attempt): Promise<Reply | { failed: string }> {
  try {
    return await (raw ? sendRaw(base, raw) : send(base, wire))
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

/** Whatever is asked is answered, without a fault; what is forged is refused; what is as it should be is taken. */
function wrongIn(reply: Reply, { way, raw }: Attempt): string[] {
  if ('cut' in reply) return way === 'torn' || raw ? [] : ['no answer came']
  const { status, body } = reply
  const told = body.includes(foreign) ? ['another consortium’s words were answered'] : []
  if (status >= 500) return [...told, `the answer was ${status}`]
  if (way === 'forged' && (status < 400 || status > 499))
    return [...told, `a forged request was answered with ${status}`]
  if (way === 'valid' && status !== 200) return [...told, `a good request was answered with ${status}`]
  return told
}

function tally({ counts }: Report, { kind, way }: Attempt, reply: Reply): void {
  const known = counts.find((one) => one.kind === kind && one.way === way)
  const count = known ?? { kind, way, answers: {} }
  if (!known) counts.push(count)
  const answer = 'cut' in reply ? 'cut' : String(reply.status)
  count.answers[answer] = (count.answers[answer] ?? 0) + 1
}

function described({ kind, way, wire, raw }: Attempt): string {
  const shown = raw
    ? raw.toString('latin1')
    : `${wire.method} ${wire.path} ${JSON.stringify(wire.headers)} ${wire.body.toString('latin1')}`
  return `${kind}, ${way}: ${shown.slice(0, 1_500)}`
}

/** After a full collection. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}
