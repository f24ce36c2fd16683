/** Ends an exhaustive switch: a new variant does not compile until every switch knows it. Throws if one slips through. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`)
}

/** Narrows away what can't be absent here. Throws with what was expected: absence is a bug, not an input. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`expected ${what}`)
  return value
}
