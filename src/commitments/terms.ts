/** The kind of a promise and the fields of that kind: asked in forms, read from what was typed, and shown. */
import { z } from 'zod'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { optional } from '#src/core/words.ts'
import type { Field } from '#src/view/form.ts'
import { capital } from '#src/view/phrases.ts'
import { CommitmentKind, type Details, kindText, longestDetail, type Terms, termsText } from './kind.ts'

const typed = optional(z.string().trim().max(longestDetail, `Write at most ${longestDetail} characters.`))

/** Everything as typed: which of it is needed depends on the kind. */
export const TermsInput = {
  kind: optional(CommitmentKind),
  experts: typed,
  months: typed,
  host: typed,
  amount: typed,
  currency: typed,
  what: typed,
  whom: typed,
}
type Typed = { [K in keyof typeof TermsInput]?: string | undefined } & { kind?: CommitmentKind | undefined }

/** What of it is words, which an organisation may keep to itself. */
export const detailFields = ['experts', 'months', 'host', 'amount', 'currency', 'what', 'whom']

/** `funding: Pay for the evaluations`: the kind may stand before what is typed. */
export function kindIn(words: string): { kind?: CommitmentKind; words: string } {
  const [, said = '', rest = ''] = /^([a-z][a-z -]{2,15}):\s*([\s\S]*)$/i.exec(words) ?? []
  const kind = CommitmentKind.safeParse(said.trim().toLowerCase().replace(/\s+/g, '-'))
  return kind.success && rest !== '' ? { kind: kind.data, words: rest } : { words }
}

/** As many as anybody promises, and ten times that: what is larger is a slip. */
const mostPeople = 10_000
const mostMonths = 1_200

/** The kind with its fields, or what is missing, each on its field. */
export function termsOf(input: Typed): Terms | Refusal[] {
  const kind = input.kind ?? 'other'
  const wrong: Refusal[] = []
  const need = (field: keyof Typed, what: string) => {
    const said = input[field] ?? ''
    if (said === '') wrong.push(refuse('text-needed', { what }, { field }))
    return said
  }
  const whole = (field: keyof Typed, what: string, most: number) => {
    const said = need(field, what)
    const number = /^\d{1,7}$/.test(said) ? Number(said) : 0
    if (said !== '' && (number < 1 || number > most))
      wrong.push(refuse('number-needed', { typed: said, most }, { field }))
    return number
  }
  const details = detailsOf(kind, need, whole)
  if (details?.kind === 'funding' && wrong.length === 0) wrong.push(...moneyWrong(details, input.amount ?? ''))
  return wrong.length > 0 ? wrong : { kind, details }
}

function detailsOf(
  kind: CommitmentKind,
  need: (field: keyof Typed, what: string) => string,
  whole: (field: keyof Typed, what: string, most: number) => number,
): Details | null {
  switch (kind) {
    case 'talent':
      return {
        kind,
        experts: whole('experts', 'Write how many experts.', mostPeople),
        months: whole('months', 'Write for how many months.', mostMonths),
        host: need('host', 'Write where they go.'),
      }
    case 'funding':
      return {
        kind,
        amount: need('amount', 'Write the amount.').replace(/[\s'_]|,(?=\d{3}(\D|$))/g, ''),
        currency: need('currency', 'Write the currency, for example EUR.').toUpperCase(),
      }
    case 'continuity':
      return {
        kind,
        what: need('what', 'Write what stays available.'),
        whom: need('whom', 'Write for whom.'),
        months: whole('months', 'Write for how many months.', mostMonths),
      }
    default:
      return null
  }
}

/** ISO 4217, as this runtime lists it: it has no list of its own that could grow old. */
const currencies = new Set(Intl.supportedValuesOf('currency'))

function moneyWrong({ amount, currency }: Extract<Details, { kind: 'funding' }>, typed: string): Refusal[] {
  const isAmount = /^\d{1,15}(\.\d{1,3})?$/.test(amount) && /[1-9]/.test(amount)
  return [
    ...(isAmount ? [] : [refuse('amount-unreadable', { typed }, { field: 'amount' })]),
    ...(currencies.has(currency) ? [] : [refuse('currency-unknown', { typed: currency }, { field: 'currency' })]),
  ]
}

/** Needed by its kind: {@link termsOf} refuses what is drawn here and left empty. */
const line = (name: keyof Typed, label: string, hint?: string): Field => ({
  ...{ kind: 'line', name, label, required: true, max: longestDetail },
  ...(hint && { hint }),
})

/** The choice of a kind, and the fields of the one that is chosen. */
export function termsFields(kind: string | undefined): Field[] {
  const options = CommitmentKind.options.map((value) => ({ value, label: capital(kindText(value)) }))
  const hint = 'Talent, funding and continuity ask for more'
  return [{ kind: 'choice', name: 'kind', label: 'Kind', hint, required: false, options }, ...fieldsOf(kind)]
}

function fieldsOf(kind: string | undefined): Field[] {
  switch (kind) {
    case 'talent':
      return [line('experts', 'How many experts'), line('months', 'For how many months'), line('host', 'Host')]
    case 'funding':
      return [line('amount', 'Amount', 'For example 250000'), line('currency', 'Currency', 'For example EUR')]
    case 'continuity':
      return [line('what', 'What stays available'), line('whom', 'For whom'), line('months', 'For how many months')]
    default:
      return []
  }
}

/** What a form starts from. */
export function termsValues({ kind, details }: Terms): Record<string, string> {
  const { kind: _, ...fields } = details ?? { kind }
  return { kind, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])) }
}

/** `Kind: talent: 3 people, 6 months, Nairobi`; nothing for what has no kind of its own. */
export function termsFacts(terms: Terms): [string, string][] {
  return terms.kind === 'other' ? [] : [['Kind', termsText(terms)]]
}
