/**
 * Figure: numbers that a picture shows, with no size, font or colour in them. Each column (a day, a recommendation) is one bar per panel,
 * cut into parts of the same few kinds. A figure says nothing that its words don't say as well.
 */
import { z } from 'zod'
import { Tlp } from '#src/core/tlp.ts'

/** How a part looks: the step that it stands for, of four; `unsaid` where nobody has said anything, `ended` for what is given up. */
export const Shade = z.union([z.int().min(0).max(4), z.enum(['unsaid', 'ended'])])
export type Shade = z.infer<typeof Shade>

/** The most that a phone shows legibly side by side, and one below the other. */
export const mostColumns = { 'over-time': 8, compared: 12 } as const

export const Figure = z
  .object({
    kind: z.enum(['over-time', 'compared']),
    title: z.string().min(1).max(200),
    label: Tlp,
    /** When it was so: `26 Nov 2026`. */
    asOf: z.string().min(1),
    /** What is counted: `recommendations`. */
    of: z.string().min(1),
    columns: z.array(z.string().min(1)).min(1),
    panels: z
      .array(
        z.object({
          name: z.string().min(1),
          /** From the top of a bar to its foot. `counts`: one for each column. */
          parts: z.array(z.object({ name: z.string().min(1), shade: Shade, counts: z.array(z.int().nonnegative()) })),
        }),
      )
      .min(1)
      .max(3),
  })
  .refine(({ kind, columns }) => columns.length <= mostColumns[kind], 'more columns than a phone shows')
  .refine(
    ({ columns, panels }) => panels.every(({ parts }) => parts.every(({ counts }) => counts.length === columns.length)),
    'a part has a count for each column',
  )
  .refine(({ columns }) => new Set(columns).size === columns.length, 'two columns with one name')
export type Figure = z.infer<typeof Figure>

/** The alternative text: title, date, and every number that the picture shows. */
export function figureToPlain({ title, label, of, asOf, columns, panels }: Figure): string {
  const said = panels.map(({ name, parts }) => {
    const bars = columns.map((column, nth) => {
      const some = parts.flatMap((part) => (part.counts[nth] ? [`${part.counts[nth]} ${part.name}`] : []))
      return `${column}: ${some.join(', ') || 'none'}`
    })
    return `${name}. ${bars.join('; ')}.`
  })
  return [`${label} ${title}. Number of ${of}, as of ${asOf}.`, ...said].join(' ')
}
