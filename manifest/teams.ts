/** The Teams app's manifest, from the registry. Fields and limits: https://learn.microsoft.com/microsoft-365/extensibility/schema */
import { readFileSync } from 'node:fs'
import type { TeamsManifestV1D25 } from '@microsoft/app-manifest'
import { shortcuts } from '#src/core/quote.ts'
import { helpLines } from '#src/registry.ts'
import { about, brand } from './words.ts'

export type TeamsManifest = TeamsManifestV1D25.TeamsManifestV1D25

/** As many as Teams shows in the menu of a bot. */
const mostCommands = 12
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** `appId` is the id of the Entra app that the bot is registered with; `host` is the public address's. */
export function teamsManifest({
  appId,
  publicUrl,
  host,
}: Record<'appId' | 'publicUrl' | 'host', string>): TeamsManifest {
  const scopes = ['personal', 'team', 'groupChat'] as const
  return {
    // Later versions add nothing that is used here, and tenants learn them late.
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
    manifestVersion: '1.25',
    version,
    id: appId,
    developer: { name: about.name, websiteUrl: publicUrl, privacyUrl: publicUrl, termsOfUseUrl: publicUrl },
    name: { short: about.name, full: about.name },
    description: { short: about.short, full: about.long },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: brand,
    bots: [
      {
        botId: appId,
        scopes: [...scopes],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: [...scopes], commands: commands() }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: shortcuts.map(({ id, label, says }) => ({
          ...{ id, type: 'action', title: label, description: says },
          context: ['message'],
          fetchTask: true,
        })),
      },
    ],
    validDomains: [host],
  }
}

/** Each word once, with what its first use does; the rest is in the help, which never gives way. */
function commands() {
  const first = new Map(
    helpLines()
      .toReversed()
      .map(({ typed, says }) => [typed.word, says]),
  )
  const lines = [...first].reverse().map(([title, description]) => ({ title, description }))
  const help = lines.filter(({ title }) => title === 'help')
  return [...lines.filter(({ title }) => title !== 'help').slice(0, mostCommands - help.length), ...help]
}
