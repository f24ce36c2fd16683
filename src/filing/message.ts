/** A message that somebody pointed at: what of it a piece of evidence starts from, and whose words those are. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { jsonIn } from '#src/core/json.ts'
import { QuoteArg } from '#src/core/quote.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { isAddress } from '#src/evidence/address.ts'
import { longestWords } from '#src/evidence/evidence.ts'

/** A file that stands where its address says, and that no bot may read. */
const Shared = z.object({ name: z.string(), url: z.string() })

/** `author`: its name and organisations; `policies`: what those let leave them. */
export type Message = {
  text: string
  author: string
  saidAt: string
  link: string | undefined
  organisations: OrganisationId[]
  policies: ReleasePolicy[]
}

type Read = { consortium: Pick<ConsortiumReader, 'personOf' | 'actor' | 'release'> }

/** Undefined where nobody pointed at one. Refuses what is gone, and what an app wrote, whose words nobody is given. */
export async function messageIn(
  { quote: said, shared }: { quote?: string | undefined; shared?: string | undefined },
  read: Read,
): Promise<Message | Refusal | undefined> {
  const quote = QuoteArg.safeParse(said).data
  if (!quote) return undefined
  if (quote.of === 'deleted') return refuse('quote-deleted', {})
  if (quote.of === 'bot') return refuse('evidence-of-bot', {})
  const person = await read.consortium.personOf(quote.author)
  const seats = (person && (await read.consortium.actor(person.id))?.seats) ?? []
  const organisations = [...new Set(seats.map(({ organisation }) => organisation))]
  const policies: ReleasePolicy[] = []
  for (const one of organisations) policies.push(await read.consortium.release(one))
  const names = [...new Set(seats.map(({ name }) => name))].join(', ')
  const file = Shared.safeParse(shared === undefined ? undefined : jsonIn(shared)).data
  const address = quote.text.split(/\s+/).find(isAddress)
  return {
    text: quote.text.trim() || (file?.name ?? ''),
    author: `${person?.name ?? quote.name ?? 'Somebody'}${names === '' ? '' : ` (${names})`}`,
    saidAt: quote.saidAt,
    link: file?.url ?? address ?? quote.url ?? undefined,
    organisations,
    policies,
  }
}

/** What the fields start from; `hasFile`: a file came along, and no link is needed. */
export function startingWords({ text, link }: Message, hasFile: boolean): Record<string, string> {
  const words =
    text.length <= longestWords ? text : `${text.slice(0, longestWords - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
  return { words, ...(link !== undefined && !hasFile && { link }) }
}

/** Another organisation's words leave it as that organisation says. */
export function messageWrong(
  message: Message | undefined,
  source: OrganisationId,
  { label }: { label: Tlp },
): Refusal | undefined {
  if (!message || message.organisations.includes(source)) return undefined
  const isKept = message.policies.some((policy) => whatLeaves(policy, { label }) !== 'full')
  return isKept ? refuse('quote-kept', { organisation: message.author, label }, { field: 'label' }) : undefined
}
