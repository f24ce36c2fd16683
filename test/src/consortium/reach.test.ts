import { expect, test } from 'vitest'
import { type Around, refusedLines, releaseLines, within } from '#src/consortium/reach.ts'
import type { PlaceRead } from '#src/consortium/store.ts'
import type { Shared } from '#src/core/sharing.ts'

function place(name: string, more: Partial<PlaceRead> = {}): PlaceRead {
  const base: PlaceRead = {
    seen: { kind: null, guests: null, outsiders: null },
    ...{
      id: `place_${name.replace('#', '')}`,
      group: 'wg_one',
      platform: 'slack',
      workspace: 'T1',
      channel: name,
      name,
    },
    ...{
      kind: 'private',
      guests: false,
      outsiders: false,
      organisations: ['org_japan', 'org_france'],
      observedAt: null,
    },
  }
  return { ...base, ...more }
}
const all: PlaceRead['organisations'] = [
  'org_japan',
  'org_france',
  'org_korea',
  'org_maple',
  'org_polder',
  'org_commons',
]
const wide = place('#allied-evals', { organisations: all })
const two = place('#between')
const home = place('Japan', { platform: 'teams', organisations: ['org_japan'] })
const names = new Map(all.map((id) => [id, `${id.charAt(4).toUpperCase()}${id.slice(5)}`]))
const around = (...places: PlaceRead[]): Around => ({ places, names })
const item = (more: Partial<Shared> = {}): Shared => ({
  ...{ label: 'TLP:AMBER', source: 'org_japan', recipients: ['org_france'], policy: {} },
  ...more,
})

test.each<[string, Shared, PlaceRead, Around, string]>([
  [
    'organisations that are not named, and the nearest place that would do',
    item(),
    wide,
    around(wide, home, two),
    'TLP:AMBER for Japan and France can’t go to #allied-evals: people of 4 other organisations read it. Name them as recipients, or post it to #between (Slack).',
  ],
  [
    'the one that is not named',
    item({ recipients: [] }),
    two,
    around(two, home),
    'TLP:AMBER for Japan can’t go to #between: people of France read it. Name it as a recipient, or post it to Japan (Teams).',
  ],
  [
    'nothing to do where no place would',
    item({ label: 'TLP:RED', recipients: ['person_one'] }),
    two,
    around(two, home),
    'TLP:RED can’t go to #between: it is for 1:1 chats alone.',
  ],
  [
    'guests of a strict label',
    item({ label: 'TLP:AMBER+STRICT' }),
    place('#guests', { guests: true }),
    around(two),
    'TLP:AMBER+STRICT for Japan and France can’t go to #guests: clients, contractors or guests may read it. Post it to #between (Slack).',
  ],
  [
    'people of no organisation here',
    item({ label: 'TLP:GREEN', recipients: [] }),
    place('#open', { outsiders: true }),
    around(wide),
    'TLP:GREEN can’t go to #open: people of no organisation of this consortium may read it. Post it to #allied-evals (Slack).',
  ],
  [
    'a place of which nobody has said who reads it',
    item(),
    place('#empty', { organisations: [] }),
    around(),
    'TLP:AMBER for Japan and France can’t go to #empty: nobody has said who reads it.',
  ],
])('a refused place says %s', (_, shared, at, known, says) => expect(refusedLines(shared, [at], known)).toEqual([says]))

test('of several places those show it that may, and the others say why not', () => {
  expect(within(item(), [wide, two, home]).map(({ name }) => name)).toEqual(['#between', 'Japan'])
  const lines = releaseLines(item(), [wide, two, home], around(wide, two, home), {
    host: 'plenary.example',
    country: 'FR',
  })
  expect(lines[0]).toBe(
    'Stored at plenary.example (France); shown in #between (Slack, 2 organisations) and Japan (Teams, 1).',
  )
  expect(lines.slice(1)).toEqual(refusedLines(item(), [wide], around(wide, two, home)))
})

test('what its organisation keeps to itself is shown as a reference, and not at all where nothing leaves it', () => {
  const at = { host: 'plenary.example', country: null }
  const kept = item({ label: 'TLP:GREEN', recipients: [], policy: { any: 'reference' } })
  expect(releaseLines(kept, [wide], around(wide), at)).toEqual([
    'Stored at plenary.example; shown in #allied-evals (Slack, 6 organisations), as number, owner, date and state where others read.',
  ])
  const shut = item({ label: 'TLP:GREEN', recipients: [], policy: { any: 'nothing' } })
  expect(within(shut, [wide, home]).map(({ name }) => name)).toEqual(['Japan'])
})
