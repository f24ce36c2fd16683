/** The receipt of a vote: shown to its own organisation, and checked against the register by whoever has one. It never says what was chosen. */

import { z } from 'zod'
import { type Actor, participant, seatsOf } from '#src/core/access.ts'
import { PollId } from '#src/core/id.ts'
import { ReceiptTyped } from '#src/core/receipt.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { asSeen, seen } from './decide.ts'
import type { Poll } from './poll.ts'
import { type Read, type Receipt, receiptsOf, stateOf } from './read.ts'
import { checkedCard, receiptForm, receiptsCard } from './receipt-views.ts'
import type { Receipted } from './store.ts'
import type { PollState } from './views.ts'
import { typedReference } from './vote.ts'

const ShowReceipt = z
  .object({
    poll: optional(PollId),
    reference: optional(z.string().trim().regex(typedReference, 'Name the poll like P-7.')),
    receipt: optional(ReceiptTyped),
  })
  .refine(({ poll, reference, receipt }) => poll ?? reference ?? receipt, {
    path: ['reference'],
    message: 'Name the poll like P-7, or type a receipt.',
  })

/** `held`: what the register holds under the receipt that was typed. */
type Found = { state: PollState; own: Receipt[]; held: Receipted | undefined }

export const showReceipt = showing('show-receipt', {
  input: ShowReceipt,
  says: 'Show the receipt of your organisation’s vote, or check one against the register',
  may: participant,
  typed: {
    word: 'receipt',
    button: 'Check receipt',
    usage: 'receipt P-7 RECEIPT',
    examples: ['receipt P-7', 'receipt P-7 8M4T2CQK1XWZ9RHB'],
    read: (rest) => {
      const [, reference, receipt] = /^\s*(p-?\d{1,9}\b)?\s*(.*)$/is.exec(rest) ?? []
      return { ...(reference && { reference }), ...(receipt && { receipt }) }
    },
  },
  form: async () => receiptForm,
  load: async ({ poll: id, reference, receipt }, read: Read, { actor }): Promise<Found | undefined> => {
    const held = receipt === undefined ? undefined : await read.polls.receipted(receipt)
    const asked = await pollOf({ id, reference, held }, read)
    const poll = asked && asSeen(asked, seen(actor, asked))
    if (!poll || (held && held.poll !== poll.id)) return undefined
    const state = await stateOf(poll, read, organisationsOf(actor))
    return { state, own: await receiptsOf(state, read), held }
  },
  show: ({ reference, receipt }, found) => {
    if (receipt !== undefined) {
      const unknown = { receipt, reference: reference?.toUpperCase() ?? null }
      return found?.held
        ? checkedCard(found.state, found.held, found.own)
        : refuse('receipt-unknown', unknown, { field: 'receipt' })
    }
    if (!found) return refuse('not-found', { reference: reference?.toUpperCase() ?? 'such poll' })
    return receiptsCard(found.state, found.own)
  },
})

type Asked = { id: PollId | undefined; reference: string | undefined; held: Receipted | undefined }

/** Without a reference it is the poll that the receipt is about. */
async function pollOf({ id, reference, held }: Asked, read: Read): Promise<Poll | undefined> {
  if (reference !== undefined) return read.polls.byNumber(Number(typedReference.exec(reference)?.[1]))
  const meant = id ?? held?.poll
  return meant && read.polls.byId(meant)
}

function organisationsOf(actor: Actor) {
  return seatsOf(actor).map(({ organisation }) => organisation)
}
