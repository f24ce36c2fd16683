/** What is typed of findings: the item they are of, and their word. */
import { z } from 'zod'
import { axisText, Found } from '#src/recommendations/axes.ts'
import { codeOf } from '#src/recommendations/recommendation.ts'
import { oneOfThese } from '#src/view/phrases.ts'
import type { Naming } from './store.ts'

const words = Found.options.map(axisText)

/** `No evidence` and `no-evidence` are one word. */
export const TypedFound = z.preprocess(
  (typed) => (typeof typed === 'string' ? typed.trim().toLowerCase().replace(/\s+/g, '-') : typed),
  z.enum(Found.options, {
    error: ({ input }) =>
      typeof input === 'string' && input !== ''
        ? `“${input.slice(0, 40)}” is not one of the findings: ${oneOfThese(words)}.`
        : `Say what you find: ${oneOfThese(words)}.`,
  }),
)

/** `C-12`, `R-4.2` or `4.2`; undefined for anything else. */
export function namingOf(typed: string): Naming | undefined {
  const [, number] = /^\s*c-?(\d{1,9})\s*$/i.exec(typed) ?? []
  if (number) return { kind: 'commitment', number: Number(number) }
  const code = codeOf(typed)
  return code === undefined ? undefined : { kind: 'recommendation', code }
}
