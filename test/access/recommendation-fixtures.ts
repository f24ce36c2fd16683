/** What is carried out on recommendations: one line for each use case, as in `fixtures.ts`. */
import type { Fixture, Subject } from './stage.ts'

export const recommendationFixtures: Record<string, Fixture> = {
  'respond-to-recommendation': async (on) => {
    const { code } = await recommendation({ ...on, words: 'What everybody may read' })
    const { organisation } = on
    return { args: { reference: `R-${code}`, response: 'noted', reason: on.words, organisation } }
  },
  'report-on-recommendation': async (on) => ({ args: { reference: await led(on), progress: 'limited' } }),
  'show-recommendation-history': async (on) => ({ args: { reference: await led(on, on.words) }, shows: on.words }),
  'import-catalogue': (on) => ({ args: { file: catalogue(on), sure: 'yes' } }),
  'continue-catalogue': async (on) => {
    const id = on.newId('imp')
    const report = JSON.stringify({ name: 'c.json', results: [], also: [] })
    const begun = {
      table: 'recommendations',
      name: 'c.json',
      person: null,
      rows: catalogue(on),
      total: 2,
      report,
    } as const
    await on.given({ type: 'import-begun', personal: true, import: id, ...begun })
    return { args: { import: id } }
  },
  'assign-recommendation': async (on) => ({
    args: { reference: `R-${(await recommendation(on)).code}`, lead: on.organisation, group: on.group },
  }),
}

export async function recommendation({ newId, number, words, given }: Subject) {
  const finding = findingOf(number)
  const one = { id: newId('rec'), code: `${finding}.1` }
  await given(
    { type: 'finding-recorded', code: finding, sealed: { title: words, summary: words } },
    {
      type: 'recommendation-recorded',
      recommendation: one.id,
      code: one.code,
      finding,
      themes: [],
      sealed: { title: words, text: words },
    },
  )
  return one
}

/** Led by that organisation; its reference. */
async function led(on: Subject, words = 'What everybody may read'): Promise<string> {
  const { id, code } = await recommendation({ ...on, words })
  const seesTo = { group: on.group, lead: on.organisation, supporting: [], coordinators: [] }
  await on.given({ type: 'recommendation-assigned', recommendation: id, ...seesTo })
  return `R-${code}`
}

function catalogue({ number, words }: Subject): string {
  const finding = findingOf(number)
  const one = { code: `${finding}.1`, title: words, text: words, themes: [] }
  const file = { findings: [{ code: finding, title: words, summary: words, recommendations: [one] }] }
  return JSON.stringify({ kind: 'json', value: file })
}

/** Codes have parts of three digits at the most. */
function findingOf(number: number): string {
  return `${Math.floor(number / 1000)}.${number % 1000}`
}
