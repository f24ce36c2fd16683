/** Writes the manifests that are checked in, with placeholders for what differs between operators: `npm run manifest:generate`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { colourIcon, outlineIcon } from './icons.ts'
import { slackManifest } from './slack.ts'
import { teamsManifest } from './teams.ts'

const publicUrl = '{{PLENARY_PUBLIC_URL}}'

/** Each file below `manifest/`, with its bytes. */
export function checkedIn(): Record<string, Buffer> {
  const teams = teamsManifest({ appId: '{{TEAMS_APP_ID}}', publicUrl, host: '{{PLENARY_PUBLIC_HOST}}' })
  return {
    'slack.json': json(slackManifest(publicUrl)),
    'slack.png': colourIcon(512),
    'teams/manifest.json': json(teams),
    'teams/color.png': colourIcon(192),
    'teams/outline.png': outlineIcon(32),
  }
}

/** As it is written: two spaces, a line end. */
export function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}

if (import.meta.main) {
  for (const [path, bytes] of Object.entries(checkedIn())) {
    const to = new URL(path, import.meta.url)
    await mkdir(dirname(to.pathname), { recursive: true })
    await writeFile(to, bytes)
  }
}
