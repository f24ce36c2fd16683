/** Waiting for no longer than somebody else is ready to wait. */

export const late: unique symbol = Symbol('late')

/** The result, or {@link late} after so many milliseconds; the work goes on either way. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof late> {
  const { promise, resolve } = Promise.withResolvers<typeof late>()
  const timer = setTimeout(() => resolve(late), milliseconds)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
