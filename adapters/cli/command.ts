/** Command: words at the shell, the use case that they stand for, and its options. */

export type Option = {
  name: string
  /** What follows it, as the usage shows it. */
  value: string
  required: boolean
  /** The only values that it takes. */
  among?: readonly string[]
}

export type Command = {
  words: string
  use: string
  says: string
  /** True where the path of a file follows the words. */
  file?: true
  /** Arguments that the words themselves say. */
  args?: Readonly<Record<string, string>>
  options: readonly Option[]
}

export const consortium: Option = { name: 'consortium', value: 'ID', required: false }

export function needs(name: string, value: string): Option {
  return { name, value, required: true }
}

/** One that may be left out. */
export function may(name: string, value: string, among?: readonly string[]): Option {
  return { name, value, required: false, ...(among && { among }) }
}
