/** The operator's own packages: ids and addresses filled in, checked, and zipped as Teams takes them. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { zipSync } from 'fflate'
import { type Answer, said } from '#src/core/answer.ts'
import { card, list, text } from '#src/view/build.ts'
import { json } from './generate.ts'
import { colourIcon, outlineIcon } from './icons.ts'
import { slackManifest } from './slack.ts'
import { teamsManifest } from './teams.ts'

/** The first day that a zip knows: the same files are the same bytes on every machine. */
const oldest = new Date(1980, 0, 1)

/**
 * Writes `slack.json`, its icon and, where an app id is known, `plenary-teams.zip` into the folder `out`. Refuses where the public address
 * is missing or not https, and where Teams would not take the package; nothing is written then.
 */
export async function packaged(
  args: Record<string, string>,
  known: { publicUrl: string | null; teamsAppId: string | null },
): Promise<Answer> {
  const { out = '', 'teams-app-id': appId = known.teamsAppId } = args
  const { publicUrl } = known
  if (publicUrl === null) return refused('Set PLENARY_PUBLIC_URL: the manifests name it. Nothing was written.')
  if (!publicUrl.startsWith('https:'))
    return refused(`PLENARY_PUBLIC_URL is ${publicUrl}: Slack and Teams call https only. Nothing was written.`)
  const teams = appId === null ? undefined : await teamsPackage(appId, publicUrl)
  if (teams && 'problems' in teams)
    return refused(`Teams would not take this package: ${teams.problems.join('; ')}. Nothing was written.`)
  const files: Record<string, Uint8Array> = {
    'slack.json': json(slackManifest(publicUrl)),
    'slack.png': colourIcon(512),
    ...(teams && { 'plenary-teams.zip': teams.zip }),
  }
  await mkdir(out, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(out, name), bytes)
  const next = teams ? 'Both name ' : 'There is no Teams package: give --teams-app-id. It names '
  const paths = Object.keys(files).map((name) => [join(out, name)])
  return said(card('Manifests written', list(paths), text(`${next}${publicUrl}.`)))
}

async function teamsPackage(appId: string, publicUrl: string): Promise<{ zip: Uint8Array } | { problems: string[] }> {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId)) return { problems: [`“${appId}” is not an app id`] }
  const manifest = teamsManifest({ appId, publicUrl, host: new URL(publicUrl).host })
  const problems = await AppManifestUtils.validateAgainstSchema(manifest)
  if (problems.length > 0) return { problems }
  const files = { 'manifest.json': json(manifest), 'color.png': colourIcon(192), 'outline.png': outlineIcon(32) }
  return { zip: zipSync(files, { mtime: oldest }) }
}

function refused(says: string): Answer {
  return { kind: 'refused', code: 'manifest', card: { ...card(says), tone: 'warning' } }
}
