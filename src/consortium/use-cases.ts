/** What the operator does at the shell: ties chat accounts to people. */

import { z } from 'zod'
import { operator } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { type Account, ChatPlatform } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { card, text } from '#src/view/build.ts'
import type { ConsortiumFact, Person } from './consortium.ts'
import type { ConsortiumReader } from './store.ts'

type Read = { consortium: ConsortiumReader }

const LinkAccount = z.object({
  platform: ChatPlatform,
  workspace: z.string().trim().min(1, 'give --workspace, the Slack team id or the Entra tenant id'),
  user: z.string().trim().min(1, 'give --user, the Slack user id or the Entra object id'),
  person: z.string().trim().min(1, 'give --person, a name or an id'),
})

export const linkAccount = changing('link-account', {
  input: LinkAccount,
  says: 'Tie a chat account to a person, and let its workspace in',
  may: operator,
  load: async (input, read: Read) => ({
    people: matching(await read.consortium.people(), input.person),
    linked: await read.consortium.personOf(accountOf(input)),
    strangers: await read.consortium.isStrangers(accountOf(input)),
  }),
  decide: (input, { people, linked, strangers }): Decision<ConsortiumFact> => {
    const [person, ...others] = people
    if (!person) return decline(refuse('not-found', { reference: `person “${input.person}”` }))
    if (others.length > 0) {
      return decline(refuse('several-people', { name: input.person, ids: people.map(({ id }) => id) }))
    }
    const says = card('Account linked', text(`The ${input.platform} account ${input.user} is ${person.name}.`))
    if (linked?.id === person.id) return accept([], { says })
    if (linked) return decline(refuse('already-linked', { person: linked.name }))
    if (strangers) return decline(refuse('already-linked', { person: 'somebody of another consortium' }))
    const { platform, workspace, account } = accountOf(input)
    return accept(
      [
        { type: 'workspace-let-in', platform, sealed: { workspace } },
        { type: 'account-linked', person: person.id, platform, sealed: { workspace, account } },
      ],
      { says },
    )
  },
})

function accountOf({ platform, workspace, user }: z.output<typeof LinkAccount>): Account {
  return { platform, workspace, account: user }
}

/** By id, else by name in any case. */
function matching(all: Person[], typed: string): Person[] {
  const byId = all.filter((one) => one.id === typed)
  return byId.length > 0 ? byId : all.filter((one) => one.name.toLowerCase() === typed.toLowerCase())
}
