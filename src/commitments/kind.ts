/**
 * Kind: what sort of promise a commitment is. Three kinds have fields of their own, their details.
 * Talent: experts lent to a host for some months.   Funding: an amount of a currency.   Continuity: an assurance that what exists stays available.
 */
import { z } from 'zod'
import { counted } from '#src/view/phrases.ts'

export const CommitmentKind = z.enum([
  'policy',
  'funding',
  'talent',
  'infrastructure',
  'standard',
  'evaluation',
  'data-sharing',
  'continuity',
  'other',
])
export type CommitmentKind = z.infer<typeof CommitmentKind>

/** The longest text of a detail: where experts go, what stays available and for whom. */
export const longestDetail = 200

/** An ISO 4217 code: three capital letters. Which ones exist is asked where one is typed, since the list grows. */
const Currency = z.string().regex(/^[A-Z]{3}$/)

export const Details = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('talent'),
    experts: z.int().positive(),
    months: z.int().positive(),
    host: z.string().max(longestDetail),
  }),
  /** In whole units of the currency and hundredths, as a decimal text, so that nothing is rounded. */
  z.object({ kind: z.literal('funding'), amount: z.string().regex(/^\d{1,15}(\.\d{1,3})?$/), currency: Currency }),
  z.object({
    kind: z.literal('continuity'),
    what: z.string().max(longestDetail),
    whom: z.string().max(longestDetail),
    months: z.int().positive(),
  }),
])
export type Details = z.infer<typeof Details>

/** What sort of promise it is, with the fields of that kind; null where it has none, or its organisation keeps them to itself. */
export const Terms = z.object({ kind: CommitmentKind, details: Details.nullable() })
export type Terms = z.infer<typeof Terms>

/** As people say it: `data sharing`. */
export function kindText(kind: CommitmentKind): string {
  return kind.replace('-', ' ')
}

/** `talent: 3 experts, 6 months, Nairobi`. */
export function termsText({ kind, details }: Terms): string {
  const says = details ? detailsText(details) : ''
  return says === '' ? kindText(kind) : `${kindText(kind)}: ${says}`
}

/** Reads the decimal text itself, so that nothing is rounded. */
const money = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })

function detailsText(details: Details): string {
  switch (details.kind) {
    case 'talent':
      return [counted(details.experts, 'expert'), counted(details.months, 'month'), details.host].join(', ')
    case 'funding':
      return `${money.format(details.amount as `${number}`)} ${details.currency}`
    case 'continuity':
      return `${details.what}, for ${details.whom}, ${counted(details.months, 'month')}`
  }
}
