/** What the operator does at the shell where no code will do: ties a chat account to a person. */

import { z } from 'zod'
import { operator } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { type Account, ChatPlatform } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { card, text } from '#src/view/build.ts'
import type { ConsortiumFact } from './consortium.ts'
import { personIn } from './rules/named.ts'
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
    person: personIn({ people: await read.consortium.people() }, { person: input.person }),
    linked: await read.consortium.personOf(accountOf(input)),
    strangers: await read.consortium.isStrangers(accountOf(input)),
  }),
  decide: (input, { person, linked, strangers }): Decision<ConsortiumFact> => {
    if ('code' in person) return decline(person)
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
