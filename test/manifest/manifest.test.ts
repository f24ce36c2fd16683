import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkedIn } from '#manifest/generate.ts'
import { colourIcon, outlineIcon } from '#manifest/icons.ts'
import { packaged } from '#manifest/package.ts'
import { slackManifest } from '#manifest/slack.ts'
import { events, fetched, methods } from '#manifest/slack-scopes.ts'
import { teamsManifest } from '#manifest/teams.ts'
import { helpLines } from '#src/registry.ts'

const publicUrl = 'https://plenary.example.org'
const appId = '00000000-0000-4000-8000-000000000000'
const teams = teamsManifest({ appId, publicUrl, host: 'plenary.example.org' })

test.each(Object.entries(checkedIn()))('%s is what `npm run manifest:generate` writes', (path, bytes) => {
  const kept = readFileSync(new URL(`../../manifest/${path}`, import.meta.url))
  expect(path.endsWith('.json') ? kept.toString() : kept.equals(bytes)).toBe(
    path.endsWith('.json') ? bytes.toString() : true,
  )
})

describe('the Slack app', () => {
  const slack = slackManifest(publicUrl)
  const sources = globSync('adapters/slack/*.ts').map((file) => readFileSync(file, 'utf8'))
  const code = sources.join('\n')

  test('asks for the scopes of the methods that the adapter calls, and of no other', () => {
    const called = [...code.matchAll(/\bclient\s*\.\s*([a-z]\w*(?:\s*\.\s*[a-z]\w*)+)\(/gi)]
    const names = called.map(([, name = '']) => name.replaceAll(/\s/g, ''))
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(methods).toSorted())
  })

  test.each(Object.keys(fetched))('asks for the scope of %s, which the adapter fetches', (field) => {
    expect(code).toContain(field)
  })

  test.each(Object.keys(events))('hears %s, which the adapter reads', (event) => {
    const [type = '', channel] = event.split('.')
    expect(code).toContain(`type: z.literal('${type}')`)
    if (channel) expect(code).toContain(`channel_type: z.literal('${channel}')`)
  })

  /** Limits: https://docs.slack.dev/reference/app-manifest */
  test('keeps to the lengths that Slack takes', () => {
    const [command] = slack.features?.slash_commands ?? []
    const shortcuts = slack.features?.shortcuts ?? []
    expect(shortcuts.length).toBe(3)
    const { name, description = '', long_description = '' } = slack.display_information
    const lengths: [text: string | undefined, most: number][] = [
      [name, 35],
      [description, 140],
      [long_description, 4000],
      [command?.command, 32],
      [command?.description, 2000],
      [command?.usage_hint, 1000],
      ...shortcuts.flatMap(({ name, callback_id, description }): [string | undefined, number][] => [
        [name, 24],
        [callback_id, 255],
        [description, 150],
      ]),
    ]
    expect(lengths.filter(([text = '', most]) => text.length === 0 || text.length > most)).toEqual([])
    expect(long_description.length).toBeGreaterThanOrEqual(175)
    expect(slack.features?.slash_commands).toHaveLength(1)
  })

  test('names every word that can be typed', () => {
    const hint = slack.features?.slash_commands?.[0]?.usage_hint?.split(' · ')
    expect(hint).toEqual([...new Set(helpLines().map(({ typed }) => typed.word))])
  })
})

describe('the Teams app', () => {
  test('is one that Microsoft’s own schema takes', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(teams)).toEqual([])
  })

  test('would not be taken with a name too long', async () => {
    const wrong = { ...teams, name: { short: 'x'.repeat(31), full: 'x' } }
    expect(await AppManifestUtils.validateAgainstSchema(wrong)).not.toEqual([])
  })

  test('offers at most twelve words that can be typed, help among them', () => {
    const words = helpLines().map(({ typed }) => typed.word)
    const offered = teams.bots?.[0]?.commandLists?.[0]?.commands.map(({ title }) => title) ?? []
    expect(offered.length).toBe(Math.min(12, new Set(words).size))
    expect(offered).toContain('help')
    expect(offered.filter((title) => !words.includes(title))).toEqual([])
  })

  test('has icons of the size and colours that Teams takes', () => {
    expect([colourIcon(192), outlineIcon(32)].map((icon) => [icon.readUInt32BE(16), icon.readUInt32BE(20)])).toEqual([
      [192, 192],
      [32, 32],
    ])
    const pixels = pixelsOf(outlineIcon(32), 32)
    expect(pixels.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([])
    expect(new Set(pixels.map(([, , , alpha]) => alpha)).size).toBeGreaterThan(2)
    expect(pixels[0]?.[3]).toBe(0)
  })
})

describe('the operator’s packages', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'plenary-manifest-'))

  test('name the public address and the app id, without a placeholder', { timeout: 30_000 }, async () => {
    const out = join(await folder(), 'new')
    const answer = await packaged({ out }, { publicUrl, teamsAppId: appId })
    expect(answer.kind).toBe('said')
    expect((await readdir(out)).toSorted()).toEqual(['plenary-teams.zip', 'slack.json', 'slack.png'])
    const slack = await readFile(join(out, 'slack.json'), 'utf8')
    expect(slack).toContain(`${publicUrl}/slack/events`)
    const zip = unzipSync(await readFile(join(out, 'plenary-teams.zip')))
    expect(Object.keys(zip)).toEqual(['manifest.json', 'color.png', 'outline.png'])
    const manifest = new TextDecoder().decode(zip['manifest.json'])
    expect(z.object({ id: z.string() }).parse(JSON.parse(manifest)).id).toBe(appId)
    expect(slack + manifest).not.toContain('{{')
  })

  test('are Slack’s alone where no app id is known', async () => {
    const out = await folder()
    const answer = await packaged({ out }, { publicUrl, teamsAppId: null })
    expect(answer.kind === 'said' && JSON.stringify(answer.card)).toContain('--teams-app-id')
    expect((await readdir(out)).toSorted()).toEqual(['slack.json', 'slack.png'])
  })

  test.each([
    ['no address', {}, { publicUrl: null, teamsAppId: null }, 'Set PLENARY_PUBLIC_URL'],
    ['http', {}, { publicUrl: 'http://localhost:3000', teamsAppId: null }, 'https only'],
    ['a bad app id', { 'teams-app-id': 'plenary' }, { publicUrl, teamsAppId: null }, '“plenary” is not an app id'],
  ])('are refused for %s, and nothing is written', async (_, args, known, says) => {
    const out = await folder()
    const answer = await packaged({ out, ...args }, known)
    expect(answer.kind === 'refused' && answer.card.title).toContain(says)
    expect(await readdir(out)).toEqual([])
  })
})

/** Red, green, blue and alpha of each pixel; every row is unfiltered. */
function pixelsOf(icon: Buffer, size: number): number[][] {
  const start = icon.indexOf('IDAT') + 4
  const rows = inflateSync(icon.subarray(start, start + icon.readUInt32BE(start - 8)))
  return Array.from({ length: size * size }, (_, nth) => {
    const at = Math.floor(nth / size) * (size * 4 + 1) + 1 + (nth % size) * 4
    return [...rows.subarray(at, at + 4)]
  })
}
