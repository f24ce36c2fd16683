/**
 * Line: one connection to a PostgreSQL server, for one transaction at a time, used until it breaks and never mended.
 * A postgres.js client that reconnects keeps bytes meant for the old socket, and its pool writes to a closed one after a
 * reserved connection died (3.4.9); so every line is a client of its own, with a pool of one, and a broken line is thrown away.
 */
import postgres from 'postgres'
import { Unavailable } from '#src/store.ts'

export type Line = {
  sql: postgres.Sql
  alive: boolean
  /** Ends the connection now, whatever is under way on it. */
  cut(): void
}

/** Connects at the first statement; gives up after 1.5 seconds. */
function openLine(url: string, prepare: boolean): Line {
  const sql = postgres(url, {
    max: 1,
    prepare,
    connect_timeout: 1.5,
    max_lifetime: null,
    fetch_types: false,
    connection: { application_name: 'plenary' },
    types: { asText },
    onnotice: () => {},
    onclose: () => {
      line.alive = false
    },
  })
  const line: Line = {
    sql,
    alive: true,
    cut: () => {
      line.alive = false
      void sql.end({ timeout: 0 })
    },
  }
  return line
}

/** Instants, days and JSON travel as text: drizzle's columns read and write them. */
const asText = {
  to: 1184,
  from: [114, 1082, 1083, 1114, 1184, 3802],
  serialize: (value: string) => value,
  parse: (text: string) => text,
}

export type Lines = {
  /** Hands over a line for one transaction. Throws {@link Unavailable} where none becomes free within 1.5 seconds. */
  take(): Promise<Line>
  give(line: Line): void
  close(): Promise<void>
}

export function openLines(url: string, most: number, prepare: boolean): Lines {
  const idle: Line[] = []
  const waiting: ((line: Line) => void)[] = []
  let open = 0
  let closed = false
  const next = () => {
    for (let line = idle.pop(); line; line = idle.pop()) {
      if (line.alive) return line
      open -= 1
    }
    if (open >= most) return undefined
    open += 1
    return openLine(url, prepare)
  }
  return {
    take: async () => next() ?? (await turn(waiting)),
    give: (line) => {
      if (closed) return line.cut()
      idle.push(line)
      const waiter = waiting.shift()
      const free = waiter && next()
      if (waiter && free) waiter(free)
    },
    close: async () => {
      closed = true
      await Promise.all(idle.splice(0).map((line) => line.sql.end({ timeout: 1 })))
    },
  }
}

/** Stands in line for a line. */
function turn(waiting: ((line: Line) => void)[]): Promise<Line> {
  return new Promise((resolve, reject) => {
    const served = (line: Line) => {
      clearTimeout(patience)
      resolve(line)
    }
    const patience = setTimeout(() => {
      waiting.splice(waiting.indexOf(served), 1)
      reject(new Unavailable('every connection is in use'))
    }, 1500)
    waiting.push(served)
  })
}
