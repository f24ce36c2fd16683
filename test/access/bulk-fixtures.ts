/** What the use cases are carried out with that take tables in and give them out. */
import { type Fixture, personAt, type Subject } from './stage.ts'

const due = '2099-12-31'
const nothing: Fixture = () => ({ args: {} })

export const bulkFixtures: Record<string, Fixture> = {
  'export-recommendations': nothing,
  'import-commitments': (on) => {
    const words = promised(on)
    const rows = [Object.keys(words), Object.values(words)]
    return { args: { file: JSON.stringify({ kind: 'table', rows }), sure: 'yes' }, shows: on.words }
  },
  'continue-commitments': async (on) => {
    const id = on.newId('imp')
    const report = JSON.stringify({ name: 'c.csv', results: [], also: [], waits: {} })
    const rows = JSON.stringify([{ row: 2, words: promised(on) }])
    const person = personAt(on.standpoint, on.author)
    const kept = { table: 'commitments', name: 'c.csv', person, rows, total: 1, report } as const
    await on.given({ type: 'import-begun', personal: true, import: id, ...kept })
    return { args: { import: id }, shows: on.words }
  },
  'export-commitments': nothing,
}

function promised({ organisation, group, words }: Subject) {
  return { owner: organisation, group, text: words, due }
}
