/** One after the other: a transaction has one connection. */
export async function inTurn<T, U>(items: readonly T[], act: (item: T, nth: number) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const [nth, item] of items.entries()) done.push(await act(item, nth))
  return done
}
