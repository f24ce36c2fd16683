/** The people and channels of the demonstration, as the playground shows them. */
import type { ChatPlatform } from '#src/core/intent.ts'
import { organisations, people, places, stranger, workspaces } from './organisations.ts'

const platforms: readonly ChatPlatform[] = ['slack', 'teams']

export const demoCast = {
  slack: { workspace: workspaces.slack },
  teams: { tenant: workspaces.teams },
  people: [
    ...people.flatMap((person) => {
      const organisation = organisations.find(({ id }) => id === person.organisation)?.short ?? ''
      return accountsOf(person, organisation, person.role.replace('-', ' '))
    }),
    ...accountsOf(stranger, 'nobody', 'stranger'),
  ],
  channels: places.map(({ platform, channel, name }) => ({ platform, channel, name })),
}

function accountsOf(
  { name, accounts }: { name: string; accounts: Partial<Record<ChatPlatform, string>> },
  organisation: string,
  role: string,
) {
  return platforms.flatMap((platform) => {
    const account = accounts[platform]
    return account === undefined ? [] : [{ name, organisation, role, platform, account }]
  })
}
