/** What the acts at the consortium's desk are carried out with. */
import type { PlaceId } from '#src/core/id.ts'
import { consortium, type Fixture, type Subject, workspace } from './stage.ts'

const nothing: Fixture = () => ({ args: {} })

export const deskFixtures: Record<string, Fixture> = {
  'show-desk': nothing,
  'show-table': (on) => ({ args: { table: 'organisations', find: on.name }, shows: on.name }),
  'admit-organisation': ({ number, words }) => ({
    args: { short: `Body ${number}`, name: words, kind: 'company', country: 'KE' },
  }),
  'change-organisation': ({ organisation, words }) => ({ args: { organisation, name: words } }),
  'form-group': ({ number }) => ({ args: { name: `Group ${number}`, kind: 'committee' } }),
  'begin-membership': ({ organisation }) => ({
    args: { body: 'consortium', organisation, category: 'P', from: '2020-01-01' },
  }),
  'change-membership': async (on) => ({ args: { ...(await member(on)), class: String(on.number) } }),
  'end-membership': async (on) => ({ args: await member(on) }),
  'add-person': ({ words }) => ({ args: { name: words } }),
  'change-person': ({ author, words }) => ({ args: { person: author, contact: words } }),
  'give-seat': ({ author, organisation }) => ({ args: { person: author, organisation, role: 'observer' } }),
  'change-seat': ({ author, organisation, number }) => ({
    args: { person: author, organisation, role: 'member', from: `20${10 + (number % 80)}-01-01` },
  }),
  'end-seat': async (on) => {
    const { author: person, organisation } = on
    const days = { from: '2020-01-01', until: null }
    await on.given({ type: 'seat-given', person, organisation, role: 'assessor', standing: 'staff', ...days })
    return { args: { person, organisation, role: 'assessor', until: '2099-01-01' } }
  },
  'change-place': async (on) => ({ args: { channel: await place(on), kind: 'public' } }),
  'release-place': async (on) => ({ args: { channel: await place(on) } }),
  'make-export': nothing,
  'write-export': nothing,
  'import-table': ({ number }) => ({
    args: {
      table: 'groups',
      file: JSON.stringify({
        kind: 'table',
        rows: [
          ['name', 'kind'],
          [`Row ${number}`, 'committee'],
        ],
      }),
    },
  }),
  'continue-import': async (on) => {
    const id = on.newId('imp')
    const rows = JSON.stringify([{ row: 2, words: { name: `Line ${on.number}`, kind: 'committee' } }])
    const begun = { table: 'groups', name: 'groups.csv', person: null, rows, total: 1, report: '[]' } as const
    await on.given({ type: 'import-begun', personal: true, import: id, ...begun })
    return { args: { import: id } }
  },
  'found-consortium': ({ number, words }) => ({
    args: {
      consortium: `con_founded${number}`,
      name: words,
      organisation: 'First',
      kind: 'company',
      country: 'KE',
      person: 'Somebody',
    },
  }),
}

async function member({ organisation, given }: Subject): Promise<Record<string, string>> {
  const membership = { body: consortium, organisation, category: 'P', class: '', votes: true } as const
  await given({ type: 'membership-begun', ...membership, from: '2020-01-01', until: null })
  return { body: 'consortium', organisation }
}

async function place({ newId, number, group, given }: Subject): Promise<PlaceId> {
  const id = newId('place')
  const sealed = { workspace, channel: `C1${number}`, name: `#channel-${number}` }
  await given({ type: 'place-bound', place: id, group, platform: 'slack', sealed })
  return id
}
