/**
 * Refusal: a use case says no. It is a value, it writes nothing, and it has one sentence per code that says what to do.
 * A refusal that names a field stands on that field of the form, with everything that was typed.
 */

import type { Action } from '#src/view/card.ts'
import type { RefusalCode, Refusals } from './refusals.ts'
import { sentences } from './sentences.ts'

export type Refusal = {
  [C in RefusalCode]: {
    code: C
    data: Refusals[C]
    /** The form field that it is about. */
    field?: string
    /** Values for that field, one of which was probably meant; offered as buttons. */
    readings?: { label: string; value: string }[]
    /** What can be done instead. */
    offers?: Action[]
  }
}[RefusalCode]

/** The whole sentence for people. */
export function sentence(refusal: Refusal): string {
  const say = sentences[refusal.code] as (data: Refusal['data']) => string
  return say(refusal.data)
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'data' in value
}

/** Makes a refusal; `more` puts it on a field, or offers readings or what can be done instead. */
export function refuse<C extends RefusalCode>(
  code: C,
  data: Refusals[C],
  more: Pick<Refusal, 'field' | 'readings' | 'offers'> = {},
): Refusal {
  return { code, data, ...more } as Refusal
}
