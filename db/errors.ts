/** What the database's failures mean to the core. Their own messages carry rows and parameters, so none of them goes further. */
import { DrizzleQueryError } from 'drizzle-orm'
import { Conflict, OutcomeUnknown, Repeated, Unavailable, Unopened } from '#src/store.ts'

/** Nobody answers, or not in time. */
const silent = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: Record<string, 'unavailable' | 'conflict'> = {
  '23505': 'conflict',
  '25P03': 'unavailable',
  '40001': 'conflict',
  '40P01': 'conflict',
  '55P03': 'unavailable',
  '57014': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
}

/** Turns a failure into the core's words; what is a bug stays an error, without rows or parameters. */
export function meaning(error: unknown): Error {
  const failure = error instanceof DrizzleQueryError ? error.cause : error
  if (isWord(failure)) return failure
  const code = codeOf(failure)
  if (code === undefined) return failure instanceof Error ? failure : new Error('the database failed without a reason')
  if (isLost(code) || states[code] === 'unavailable') return new Unavailable(`the database is unavailable: ${code}`)
  if (states[code] === 'conflict') return new Conflict(`somebody else came first: ${code}`)
  return new Error(`the database refused a statement: ${code} ${constraintOf(failure)}`.trim())
}

/** What a failed COMMIT means: a refusal by the server is known, silence and a dying server are not. */
export function meaningOfCommit(error: unknown): Error {
  const code = codeOf(error)
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !isLost(code) && !code.startsWith('57')) return meaning(error)
  return new OutcomeUnknown(`the answer to COMMIT was lost: ${code ?? 'no answer'}`)
}

/** The connection is of no more use. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && (isLost(code) || code.startsWith('57P') || code === '25P03')
}

/** 08: connection exceptions; 53: out of connections, memory or disk. */
function isLost(code: string): boolean {
  return silent.has(code) || code.startsWith('08') || code.startsWith('53')
}

function isWord(error: unknown): error is Error {
  return [Repeated, Conflict, Unavailable, OutcomeUnknown, Unopened].some((kind) => error instanceof kind)
}

function codeOf(error: unknown): string | undefined {
  const failure = error instanceof DrizzleQueryError ? error.cause : error
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return undefined
  return typeof failure.code === 'string' ? failure.code : undefined
}

function constraintOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('constraint_name' in error && typeof error.constraint_name === 'string') return error.constraint_name
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
}
