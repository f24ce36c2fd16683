/**
 * Clockwork: what happens by itself. Deadlines are columns, not jobs: a sweep each minute finds what is due, and a timer wakes for the
 * nearest one that this process knows. Every process runs it; claims and keys make that harmless.
 */
import type { App } from './app.ts'
import type { Subject } from './core/effect.ts'
import type { ConsortiumId } from './core/id.ts'
import { createErrands } from './errands.ts'
import { type Concern, concernOf } from './home/concern.ts'
import type { Fact } from './readers.ts'
import { createHomeRedraws, createRedraws } from './redraws.ts'
import type { Store } from './store.ts'

export type Clockwork = {
  /** Told after each commit. */
  committed(consortium: ConsortiumId, refresh: Subject[], facts: Fact[]): void
  /** Draws once more after so many seconds; what waits for a minute or longer waits for the sweep. */
  drawAgain(seconds: number): void
  /** The same for homes. */
  drawHomesAgain(seconds: number): void
  start(): void
  /** Closes what is due, draws what wants it, sends digests, forgets what expired: each minute, and settled when it resolves. */
  sweep(): Promise<void>
  /** Waits for what is under way. */
  stop(): Promise<void>
}

export type ClockworkOptions = {
  store: Store
  app: () => App
  drawWanted: () => Promise<void>
  drawLively: () => Promise<void>
  homes: {
    /** Raises what homes should show, and says after how many seconds all of them may be drawn; undefined where there are none. */
    refresh(consortium: ConsortiumId, concern: Concern): Promise<number | undefined>
    draw(): Promise<void>
    drawLively(): Promise<void>
  }
  /** Looks at who reads in places, where that is due. */
  observe: () => Promise<void>
  /** A sweep failed; the next one tries again. */
  failed: (error: unknown, what: string) => void
}

/** Facts after which the nearest close may be another. */
const movesClose: ReadonlySet<Fact['type']> = new Set(['poll-opened', 'poll-extended', 'poll-reopened', 'straw-opened'])
const sweepEvery = 60_000
/** Timers hold 2^31 ms at the most; the sweep finds what is further away. */
const longestTimer = 2 ** 31 - 1
/** So that a poll that can't be closed now is asked again a few times a second, not in a loop. */
const shortestTimer = 250

export function createClockwork(options: ClockworkOptions): Clockwork {
  const { store } = options
  const { run, later, drop, isOver, stop } = createErrands(options.failed)
  let deadline: NodeJS.Timeout | undefined
  let sweeping: NodeJS.Timeout | undefined

  const closeDue = async () => {
    for (const { consortium, poll } of await store.pollsDue()) {
      await options.app().tick('begin-closing', consortium, { poll })
      await options.app().tick('count-poll', consortium, { poll })
    }
    for (const { consortium, straw } of await store.strawsDue()) {
      await options.app().tick('close-straw', consortium, { straw })
    }
    await armDeadline()
  }
  const armDeadline = async () => {
    const ms = await store.untilNextClosing()
    if (isOver()) return
    drop(deadline)
    deadline =
      ms === null ? undefined : later(Math.min(Math.max(shortestTimer, ms), longestTimer), () => run('close', closeDue))
  }

  const soon = (seconds: number, act: () => void) => {
    const ms = Math.ceil(seconds) * 1_000
    if (ms < sweepEvery && !isOver()) later(ms, act)
  }

  const redraw = createRedraws(later, (consortium, subject) =>
    run('redraw', async () => {
      await store.refresh(consortium, subject)
      await options.drawWanted()
    }),
  )

  const redrawHomes = createHomeRedraws(later, (consortium, concern) =>
    run('homes', async () => {
      const seconds = await options.homes.refresh(consortium, concern)
      if (seconds === undefined) return
      await options.homes.draw()
      if (seconds > 0) soon(seconds, () => run('homes', options.homes.draw))
    }),
  )

  const sweep = async () => {
    await run('close', closeDue)
    await run('remind', () => remindDue(options))
    await run('lists', () => closeLists(options))
    await run('statements', () => closeStatements(options))
    await run('draw', () => options.drawWanted().then(options.drawLively))
    await run('digests', () => sendDigests(options, run))
    await run('forget', () => store.forgetExpired())
    await run('observe', options.observe)
    await run('homes', () => options.homes.draw().then(options.homes.drawLively))
  }

  return {
    committed(consortium, refresh, facts) {
      for (const subject of refresh) redraw(consortium, subject)
      redrawHomes(consortium, concernOf(facts))
      if (facts.some(({ type }) => movesClose.has(type))) run('arm', armDeadline)
    },
    drawAgain: (seconds) => soon(seconds, () => run('draw', options.drawWanted)),
    drawHomesAgain: (seconds) => soon(seconds, () => run('homes', options.homes.draw)),
    sweep,
    start() {
      void sweep()
      sweeping = setInterval(sweep, sweepEvery)
    },
    async stop() {
      clearInterval(sweeping)
      await stop()
    },
  }
}

/** Who has not voted in what closes within a day. */
async function remindDue({ store, app }: ClockworkOptions): Promise<void> {
  for (const { consortium, poll } of await store.pollsToRemind()) {
    await app().tick('remind-before-close', consortium, { poll })
  }
}

/** Each on its own: one that fails holds up nobody else's. */
async function sendDigests(
  { store, app }: ClockworkOptions,
  run: (what: string, act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  for (const { consortium, person } of await store.digestsDue()) {
    await run('digest', async () => {
      await app().tick('send-digest', consortium, { person })
    })
  }
}

async function closeLists({ store, app }: ClockworkOptions): Promise<void> {
  for (const { consortium, consent } of await store.consentsDue()) {
    await app().tick('close-consent', consortium, { consent })
  }
}

async function closeStatements({ store, app }: ClockworkOptions): Promise<void> {
  for (const { consortium, statement } of await store.statementsDue()) {
    await app().tick('close-statement', consortium, { statement })
  }
}
