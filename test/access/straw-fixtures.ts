/** What the acts on straw polls and joint statements are carried out with. */
import type { StatementId, StrawId } from '#src/core/id.ts'
import type { Fixture, Subject } from './stage.ts'

const due = '2099-12-31'

export const strawFixtures: Record<string, Fixture> = {
  'open-straw': ({ words, group }) => ({
    args: { question: words, answers: 'Yes; No', closes: `${due} 12:00`, group, sure: 'yes' },
  }),
  'show-straw': async (on) => ({ args: { straw: await straw(on) }, shows: on.words }),
  'give-voice': async (on) => ({ args: { straw: await straw(on), answers: '0' } }),
  'close-straw': async (on) => ({ args: { straw: await straw(on) } }),
  'open-statement': ({ words, group }) => ({
    args: { title: 'On tests', text: words, closes: `${due} 12:00`, group, sure: 'yes' },
  }),
  'show-statement': async (on) => ({ args: { statement: await statement(on) }, shows: on.words }),
  'sign-statement': async (on) => ({
    args: { statement: await statement(on), organisation: on.organisation, sure: 'yes' },
  }),
  'withdraw-signature': async (on) => {
    const id = await statement(on)
    const { organisation, author: signedBy } = on
    await on.given({ type: 'statement-signed', statement: id, organisation, n: 1, signedBy })
    return { args: { statement: id, organisation, sure: 'yes' } }
  },
  'close-statement': async (on) => ({ args: { statement: await statement(on) } }),
  'get-statement': async (on) => ({ args: { statement: await statement(on) } }),
}

export async function straw(on: Subject): Promise<StrawId> {
  const { number, group, organisation: source, author: openedBy, words } = on
  const id = on.newId('straw')
  await on.given({
    ...{ type: 'straw-opened', straw: id, number, group, openedBy, closesAt: `${due}T12:00:00Z`, several: false },
    ...{ label: 'TLP:GREEN', source, recipients: [], about: '' },
    sealed: { question: words, answers: 'Yes\nNo' },
  })
  return id
}

export async function statement(on: Subject): Promise<StatementId> {
  const { number, group, organisation: source, author: openedBy, words } = on
  const id = on.newId('stmt')
  await on.given({
    ...{ type: 'statement-opened', statement: id, number, group, openedBy, closesAt: `${due}T12:00:00Z` },
    ...{ label: 'TLP:GREEN', source, recipients: [] },
    sealed: { title: 'On tests', text: words },
  })
  return id
}
