/** Quoting: whose message somebody pointed at, and what of it is kept. Another organisation's words are never taken for its promise. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Seat } from '#src/core/access.ts'
import { sha256 } from '#src/core/hash.ts'
import type { CommitmentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { type Quote, QuoteArg } from '#src/core/quote.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { CommitmentFact, Quotation } from './commitment.ts'
import { authorText } from './views.ts'

/** A message with the organisations for which its author sits here; none where nobody knows the author. */
export type Source = { quotation: Quotation; organisations: OrganisationId[] }

type People = Pick<ConsortiumReader, 'personOf' | 'actor'>

/** Looks up who wrote the message. Refuses what no person wrote, what has no words and what is gone. */
export async function sourceOf(quote: Quote, read: { consortium: People }): Promise<Source | Refusal> {
  switch (quote.of) {
    case 'bot':
      return refuse('quote-of-bot', {})
    case 'deleted':
      return refuse('quote-deleted', {})
    case 'person': {
      const text = quote.text.trim()
      if (text === '') return refuse('quote-empty', {})
      const { name, seats, saidBy } = await authorOf(quote, read.consortium)
      const { url, saidAt } = quote
      const quotation = { text, author: authorText(name, seats), saidBy, url, saidAt, hash: await sha256(text) }
      return { quotation, organisations: seats.map((seat) => seat.organisation) }
    }
  }
}

/** The same for a form's values, where the argument may be missing. */
export async function sourceIn(
  arg: string | undefined,
  read: { consortium: People },
): Promise<Source | Refusal | undefined> {
  const quote = QuoteArg.safeParse(arg)
  return quote.success ? sourceOf(quote.data, read) : undefined
}

export function quotedFact(
  commitment: CommitmentId,
  { text, author, saidBy, url, saidAt, hash }: Quotation,
): CommitmentFact {
  return { type: 'message-quoted', commitment, saidAt, saidBy, sealed: { text, author, url: url ?? '', hash } }
}

/** As the register knows the author; an account that nobody linked has the platform's name for it and no organisation. */
async function authorOf(
  { author, name }: Extract<Quote, { of: 'person' }>,
  people: People,
): Promise<{ name: string | null; seats: readonly Seat[]; saidBy: PersonId | null }> {
  const person = await people.personOf(author)
  const actor = person && (await people.actor(person.id))
  return { name: person?.name ?? name, seats: actor?.seats ?? [], saidBy: person?.id ?? null }
}
