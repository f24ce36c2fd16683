/** Greeting: the first words in a place that the bot has come to, said once, however often the platform tells of it. */
import { stamped } from './answers.ts'
import { type Greeting, greetingCard } from './consortium/views.ts'
import { said } from './core/answer.ts'
import type { ConsortiumId } from './core/id.ts'
import type { ChatPlatform } from './core/intent.ts'
import { once } from './once.ts'
import { helpLines } from './registry.ts'
import type { Located, Store, Unit } from './store.ts'
import type { Card } from './view/card.ts'

type Arrival = {
  platform: ChatPlatform
  workspace: string
  place: string | null
  account: string | null
  /** True where people of other workspaces read. */
  external: boolean
}

const firstSteps = ['log-commitment', 'open-poll', 'help']

/** Undefined where it was said before, or where nobody let the workspace in. Throws what the store throws. */
export async function greet(arrival: Arrival, store: Store): Promise<Card | undefined> {
  const { platform, workspace, place } = arrival
  const account = arrival.account ?? ''
  const located = await store.locate({ platform, workspace, via: workspace, place, account })
  const isNowhere = place === null && arrival.account === null
  if (!located.workspaceKnown || isNowhere) return undefined
  const own = consortiumOf(located)
  // A place of nobody's yet is greeted once as well: its key stands in the first consortium there is.
  const keeper = own ?? (await store.consortia())[0]
  if (keeper === undefined) return undefined
  return once(store, keeper, async (unit) => {
    const drawn = own ? stamped(await cardIn(arrival, located, unit), own) : greetingCard(bare(arrival, located))
    await unit.keep(`greet:${platform}:${workspace}:${place ?? account}`, said(drawn))
    return drawn
  })
}

/** The place's, else the one that whoever let the bot in takes part in, where there is no doubt. */
function consortiumOf({ here, consortia }: Located): ConsortiumId | undefined {
  return here ?? (consortia.length === 1 ? consortia[0] : undefined)
}

function bare({ platform, place, external }: Arrival, { person }: Located): Greeting {
  const lines = helpLines().filter(({ name }) => firstSteps.includes(name))
  return { platform, shared: place !== null, external, isKnown: person !== null, lines }
}

async function cardIn(arrival: Arrival, located: Located, { read }: Unit): Promise<Card> {
  const { platform, workspace, place, external } = arrival
  const { name } = await read.consortium.consortium()
  const people = await read.consortium.secretariat()
  const bound = place === null ? undefined : await read.consortium.groupAt({ platform, workspace, channel: place })
  // Whom to ask by name is not for everyone who happens to read in a channel with others.
  const named = external && !bound ? [] : people.map((person) => person.name)
  const consortium = { name, secretariat: named }
  return greetingCard({ ...bare(arrival, located), consortium, ...(bound && { group: bound.name }) })
}
