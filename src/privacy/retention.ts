/** How long records are kept: the usual days, and the consortium's own. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision } from '#src/core/decision.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { mostDays, type PrivacyFact, RecordKind } from './privacy.ts'
import type { PrivacyReader } from './store.ts'
import { retentionCard, retentionForm, retentionSetCard } from './views.ts'

type Read = { privacy: PrivacyReader }

const wanted = `Write a number of days from 1 to ${mostDays}, or usual.`

const SetRetention = z.object({
  kind: z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.trim().toLowerCase() : typed),
    z.enum(RecordKind.options, `Name one of ${RecordKind.options.join(', ')}.`),
  ),
  /** Null: as usual. */
  days: z
    .string(wanted)
    .trim()
    .regex(/^(usual|[1-9]\d{0,3})$/i, wanted)
    .transform((typed) => (/^usual$/i.test(typed) ? null : Number(typed)))
    .refine((days) => days === null || days <= mostDays, wanted),
})

export const showRetention = showing('show-retention', {
  input: z.object({}),
  says: 'Show how many days records are kept',
  may: secretariat,
  typed: {
    word: 'retention',
    usage: 'retention',
    examples: ['retention'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: (_input, read: Read) => read.privacy.retentions(),
  show: (_input, own) => retentionCard(own),
})

export const setRetention = changing('set-retention', {
  input: SetRetention,
  says: 'Set how many days records of one kind are kept',
  may: secretariat,
  typed: {
    word: 'retention',
    usage: 'retention KIND DAYS',
    examples: ['retention documents 3', 'retention documents usual'],
    button: 'Set retention',
    read: (rest) => {
      const [, kind, days] = /^(\S+)(?:\s+(\S+)(?:\s+days?)?)?$/i.exec(rest) ?? []
      return kind === undefined ? undefined : { kind, ...(days !== undefined && { days }) }
    },
  },
  form: async (_values, read: Read) => retentionForm(await read.privacy.retentions()),
  load: (_input, read: Read) => read.privacy.retentions(),
  decide: ({ kind, days }, own): Decision<PrivacyFact> => {
    const says = retentionSetCard(kind, days)
    return (own[kind] ?? null) === days
      ? accept([], { says })
      : accept([{ type: 'retention-set', kind, days }], { says })
  },
})
