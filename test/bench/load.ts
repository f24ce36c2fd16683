/** A closed loop: so many at once, each starts the next when it is answered. Contestants take turns in rounds, so that noise hits all alike. */
import { Agent, request } from 'node:http'

/** `once` does the thing once, and throws unless it was answered as it should be. */
export type Contestant = { name: string; once(): Promise<void> }
export type Raced = {
  name: string
  /** Done per second, one figure a round. */
  rates: number[]
  /** Milliseconds of all rounds. */
  times: number[]
  errors: string[]
}

export const concurrency = 8
/** As many as vote when a reminder has gone out. */
export const crowded = 64
export const rounds = 5
export const roundMilliseconds = 1_000
const warmUpMilliseconds = 1_500

/** Warms everybody up, then goes round. */
export async function race(contestants: Contestant[], atOnce = concurrency): Promise<Raced[]> {
  const raced = contestants.map(({ name }): Raced => ({ name, rates: [], times: [], errors: [] }))
  const each = async (milliseconds: number, measured: boolean) => {
    for (const [index, { once }] of contestants.entries()) {
      const { rate, times, errors } = await round(once, milliseconds, atOnce)
      raced[index]?.errors.push(...errors)
      if (measured) raced[index]?.rates.push(rate)
      if (measured) raced[index]?.times.push(...times)
    }
  }
  await each(warmUpMilliseconds, false)
  for (let count = 0; count < rounds; count++) await each(roundMilliseconds, true)
  return raced
}

async function round(once: () => Promise<void>, milliseconds: number, atOnce: number) {
  const times: number[] = []
  const errors: string[] = []
  const start = performance.now()
  const worker = async () => {
    for (let now = start; now - start < milliseconds; now = performance.now()) {
      try {
        await once()
        times.push(performance.now() - now)
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error))
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { rate: (times.length / (performance.now() - start)) * 1000, times, errors }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** A POST on a connection that stays open. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body))
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (piece) => {
          text += piece
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The value below which this share of all lies: 0.5 is the median. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
