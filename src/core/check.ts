/** Check: one thing that must be right for the product to work, and what to do where it is not. Nothing secret and nobody's words stand in it. */

export type Check = {
  /** What is looked at: `Database`, `Slack T012`. */
  about: string
  /** `warn`: it works, and something about it may surprise. */
  state: 'ok' | 'warn' | 'bad'
  says: string
  /** What to do, where it is not ok. */
  todo?: string
}

export function ok(about: string, says: string): Check {
  return { about, state: 'ok', says }
}

export function warn(about: string, says: string, todo: string): Check {
  return { about, state: 'warn', says, todo }
}

export function bad(about: string, says: string, todo: string): Check {
  return { about, state: 'bad', says, todo }
}

/** Milliseconds; Slack refuses requests that are five minutes off, and tokens have the same leeway. */
const [noticeable, harmful] = [2_000, 60_000]

/** How two clocks agree: `theirs` was read between `asked` and `heard`, in milliseconds, to within `precision`. */
export function clockCheck(
  about: string,
  { asked, heard, theirs, precision = 0 }: { asked: number; heard: number; theirs: number; precision?: number },
): Check {
  const off = Math.max(0, asked - theirs - precision, theirs - heard - precision)
  const seconds = `${(off / 1000).toFixed(off < 10_000 ? 1 : 0)} s`
  const todo = 'Have this machine set its clock by NTP.'
  if (off >= harmful) return bad(about, `this machine’s clock is ${seconds} off`, todo)
  return off >= noticeable ? warn(about, `this machine’s clock is ${seconds} off`, todo) : ok(about, 'the clocks agree')
}

/** Why something failed: a code or a name, never a message, which may hold an address with its password or what somebody wrote. */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error
  const { code, errorCode, cause } = error as Record<string, unknown>
  if (typeof errorCode === 'string') return errorCode
  if (typeof code === 'string') return code
  if (cause !== undefined) return reasonOf(cause)
  return error instanceof Error ? error.name : 'unknown'
}
