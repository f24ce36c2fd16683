/**
 * What the connector shows of who reads in a conversation: its members, with the tenant of each and whether they are guests. Whether a
 * channel is standard, private or shared it does not say; members of other tenants do. Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
 */
import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'
import type { Sight } from '#src/core/sight.ts'
import type { Call, Thread } from './deliver.ts'
import { ConnectorError } from './errors.ts'

const Page = z.object({
  continuationToken: z.string().nullish(),
  members: z.array(z.object({ tenantId: z.string().nullish(), userRole: z.string().nullish() })),
})
type Member = z.infer<typeof Page>['members'][number]

/** The connector's most, and how many of them are read: where more are there, guests are taken to be among them. */
const pageSize = 500
const mostPages = 4

export function observes(call: Call): (thread: Thread) => Promise<Sight> {
  return async (thread) => {
    try {
      return sightOf(thread, await membersOf(call, thread))
    } catch (error) {
      return { seen: false, code: error instanceof ConnectorError ? error.code : 'unreachable' }
    }
  }
}

function sightOf({ tenant }: Thread, { members, isWhole }: { members: Member[]; isWhole: boolean }): Sight {
  const tenants = new Set(members.flatMap(({ tenantId }) => tenantId ?? []))
  const others = [...tenants].filter((one) => one !== tenant)
  const roles = members.map(({ userRole }) => userRole?.toLowerCase())
  const guests = !isWhole || roles.some((role) => role === 'guest' || role === 'anonymous')
  const isSaid = roles.every((role) => role !== undefined)
  return {
    seen: true,
    kind: others.length > 0 ? 'shared' : null,
    others: tenants.size > 0 ? others : null,
    guests: guests || isSaid ? guests : null,
  }
}

async function membersOf(call: Call, { serviceUrl, conversation }: Thread) {
  const members: Member[] = []
  let next: string | null | undefined
  for (let nth = 0; nth < mostPages; nth += 1) {
    const query = new URLSearchParams({ pageSize: String(pageSize), ...(next && { continuationToken: next }) })
    const path = `v3/conversations/${encodeURIComponent(conversation)}/pagedmembers?${query}`
    const page = Page.parse(jsonIn(await call(serviceUrl, 'GET', path)))
    members.push(...page.members)
    next = page.continuationToken
    if (!next) return { members, isWhole: true }
  }
  return { members, isWhole: false }
}
