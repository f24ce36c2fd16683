import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { memberships } from '#src/demo/organisations.ts'
import type { Rule } from '#src/polls/poll.ts'
import { textOf } from '../support/connector-cards.ts'
import { onPostgres } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Five of six vote: France, Japan and Korea approve, Northwind disapproves with its reasons, Germany abstains. Issuers: Japan, Korea, Northwind. */
const byWord: Record<Rule, { typed: string; outcome: string; says: string[] }> = {
  'simple-majority': {
    typed: 'simple majority',
    outcome: 'Approved',
    says: ['In favour 3 of 4, needed more than 1/2', '2×3 = 6 > 4 ✓'],
  },
  'two-thirds': {
    typed: 'two thirds',
    outcome: 'Approved',
    says: ['In favour 3 of 4, needed at least 2/3', '3×3 = 9 ≥ 2×4 = 8 ✓'],
  },
  unanimity: {
    typed: 'unanimity',
    outcome: 'Not approved',
    says: ['In favour 3 of 4, needed at least all', '3 < 4 ✕'],
  },
  consensus: { typed: 'consensus', outcome: 'No decision', says: ['No count decides'] },
  'two-classes': {
    typed: 'two classes',
    outcome: 'Approved',
    says: [
      ...['Returned 5 of 6, needed more than 1/2', '2×5 = 10 > 6 ✓', 'Issuers in favour 2 of 3, needed at least 2/3'],
      ...['3×2 = 6 ≥ 2×3 = 6 ✓', 'Issuers in favour 2, needed at least one', '2 ≥ 1 ✓'],
      ...['Others in favour 1 of 1, needed more than 1/2', '2×1 = 2 > 1 ✓', 'Others in favour 1, needed at least one'],
    ],
  },
  'iso-dis': {
    typed: 'ISO DIS',
    outcome: 'Indicative: approved',
    says: [
      ...['P-members in favour 3 of 4, needed at least 2/3', '3×3 = 9 ≥ 2×4 = 8 ✓'],
      ...['All votes against 1 of 4, needed at most 1/4', '4×1 = 4 ≤ 4 ✓'],
    ],
  },
  'iso-fdis': {
    typed: 'iso fdis',
    outcome: 'Indicative: approved',
    says: ['3×3 = 9 ≥ 2×4 = 8 ✓', '4×1 = 4 ≤ 4 ✓'],
  },
  'iso-committee': {
    typed: 'ISO committee decision',
    outcome: 'Indicative: approved',
    says: ['P-members in favour 3 of 4, needed more than 1/2', '2×3 = 6 > 4 ✓'],
  },
  'ieee-sa': {
    typed: 'IEEE SA',
    outcome: 'Indicative: approved',
    says: [
      ...['Returned 5 of 6, needed at least 3/4', '4×5 = 20 ≥ 3×6 = 18 ✓'],
      ...['Abstentions 1 of 5, needed less than 3/10', '10×1 = 10 < 3×5 = 15 ✓'],
      ...['In favour 3 of 4, needed at least 3/4', '4×3 = 12 ≥ 3×4 = 12 ✓'],
    ],
  },
  'oasis-special-majority': {
    typed: 'OASIS special majority',
    outcome: 'Indicative: not approved',
    says: [
      ...['Approved by 3 of 6, needed at least 2/3', '3×3 = 9 < 2×6 = 12 ✕'],
      ...['Disapproved by 1 of 6, needed at most 1/4', '4×1 = 4 ≤ 6 ✓'],
    ],
  },
  'oasis-full-majority': {
    typed: 'oasis full majority',
    outcome: 'Indicative: not approved',
    says: ['Approved by 3 of 6, needed more than 1/2', '2×3 = 6 ≤ 6 ✕'],
  },
}
/** France and Japan approve, nobody else votes. */
const byForm: Record<Rule, string[]> = {
  'simple-majority': ['Approved. 6 eligible, 2 voted', '2×2 = 4 > 2 ✓'],
  'two-thirds': ['Approved. 6 eligible', '3×2 = 6 ≥ 2×2 = 4 ✓'],
  unanimity: ['Approved. 6 eligible', '2 ≥ 2 ✓'],
  consensus: ['No decision. 6 eligible', 'No count decides'],
  'two-classes': ['Not approved. 6 eligible', '2×2 = 4 ≤ 6 ✕', '3×1 = 3 ≥ 2×1 = 2 ✓', '2×1 = 2 > 1 ✓'],
  'iso-dis': ['Indicative: approved', '3×2 = 6 ≥ 2×2 = 4 ✓', '4×0 = 0 ≤ 2 ✓'],
  'iso-fdis': ['Indicative: approved', '3×2 = 6 ≥ 2×2 = 4 ✓', '4×0 = 0 ≤ 2 ✓'],
  'iso-committee': ['Indicative: approved', '2×2 = 4 > 2 ✓'],
  'ieee-sa': ['Indicative: not approved', '4×2 = 8 < 3×6 = 18 ✕', '10×0 = 0 < 3×2 = 6 ✓', '4×2 = 8 ≥ 3×2 = 6 ✓'],
  'oasis-special-majority': ['Indicative: not approved', '3×2 = 6 < 2×6 = 12 ✕', '4×0 = 0 ≤ 6 ✓'],
  'oasis-full-majority': ['Indicative: not approved', '2×2 = 4 ≤ 6 ✕'],
}
const all = Object.keys(byWord) as Rule[]
/** By word and by form, one after the other. */
const numbersOf = (rule: Rule) => ({ word: 2 * all.indexOf(rule) + 1, form: 2 * all.indexOf(rule) + 2 })
const isOdd = (rule: Rule) => all.indexOf(rule) % 2 === 1
const closes = '2099-03-01 12:00'

/** On PostgreSQL alone: what a rule counts is pure, and ballots on both databases are told elsewhere. */
onPostgres('Under each rule of approval', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const issuers = memberships
      .filter(({ body }) => body === 'wg_evaluation')
      .filter(({ organisation: id }) => ['org_japan', 'org_korea', 'org_northwind'].includes(id))
      .map((one) => ({ type: 'membership-changed' as const, ...one, class: 'issuer' }))
    await on().database.store.transact('con_demo', (unit) => unit.save(issuers, { by: 'operator', organisation: null }))
    const own = 'simple majority, two thirds, unanimity, consensus, two classes'
    const set = await product.slack.command('eva', 'allied-evals', `charter ${own} for Evaluation`)
    expect(set.text).toContain('Evaluation decides by simple majority')
  }, 30_000)
  afterAll(() => product?.close())

  /** What stands last in somebody's chat in Teams, once it was typed there. */
  async function typedInTeams(name: string, text: string) {
    const { teams } = product
    const who = teams.person(name)
    await teams.say(who, teams.chat(who), text)
    return teams.last(teams.chat(who))
  }

  async function openByWord(rule: Rule) {
    const { slack, teams } = product
    const line = `poll Adopt it by word, ${rule}? by ${closes} under ${byWord[rule].typed}`
    if (!isOdd(rule)) {
      const preview = await slack.command('sam', 'allied-evals', line)
      return { preview: preview.text, opened: (await slack.click('sam', preview, 'Open poll')).text }
    }
    const preview = await typedInTeams('minjun', line)
    return {
      preview: textOf(preview.card),
      opened: (await teams.click(teams.person('minjun'), preview, 'Open poll')).text,
    }
  }

  async function openByForm(rule: Rule) {
    const { slack, teams } = product
    const values = { question: `Adopt it by form, ${rule}?`, closes, rule, votes: 'hidden' }
    if (isOdd(rule)) {
      const preview = await slack.submit('sam', await slack.command('sam', 'allied-evals', 'poll'), values)
      return { preview: preview.text, opened: (await slack.click('sam', preview, 'Open poll')).text }
    }
    const minjun = teams.person('minjun')
    const form = await teams.openDialog(minjun, await typedInTeams('minjun', 'poll'), 'Open the form')
    const preview = await teams.submitDialog(minjun, form, values)
    return { preview: preview.text, opened: (await teams.click(minjun, preview, 'Open poll')).text }
  }

  async function voteInSlack(name: string, number: number, choice: string, organisation: string) {
    const { slack } = product
    const asked = await slack.command(name, 'allied-evals', `vote P-${number} ${choice}`)
    if (choice !== 'disapprove') return slack.click(name, asked, `Cast for ${organisation}`)
    const form = await slack.click(name, asked, `Write reasons for ${organisation}`)
    return slack.submit(name, form, { remarks: 'No unit is given' })
  }

  async function voteInTeams(name: string, number: number, choice: string, organisation: string) {
    const asked = await typedInTeams(name, `vote P-${number} ${choice}`)
    return product.teams.click(product.teams.person(name), asked, `Cast for ${organisation}`)
  }

  test.each(all)(
    '%s: a ballot is opened by word and by form, and voted in both platforms',
    { timeout: 60_000 },
    async (rule) => {
      const { word, form } = numbersOf(rule)
      const indicative = /^(iso|ieee|oasis)/.test(rule)
      const standing = indicative ? 'Indicative: the official vote is cast at' : 'Decision of this consortium'
      const typed = await openByWord(rule)
      expect(typed.preview).toContain(standing)
      expect(typed.preview).toContain('as they are cast')
      expect(typed.opened).toContain(`P-${word} is open`)
      const formed = await openByForm(rule)
      expect(formed.preview).toContain(standing)
      expect(formed.preview).toContain('after close')
      expect(formed.opened).toContain(`P-${form} is open`)

      expect((await voteInSlack('luc', word, 'approve', 'France')).text).toContain(`France approved P-${word}`)
      expect((await voteInTeams('hana', word, 'approve', 'Japan')).text).toContain(`Japan approved P-${word}`)
      expect((await voteInTeams('minjun', word, 'approve', 'Korea')).text).toContain(`Korea approved P-${word}`)
      expect((await voteInTeams('greta', word, 'abstain', 'Germany')).text).toContain(`Germany abstained on P-${word}`)
      const asked = await product.slack.command('sam', 'allied-evals', `vote P-${word} disapprove`)
      expect(asked.text.includes('returned, not as against')).toBe(rule === 'ieee-sa')
      const against = await voteInSlack('sam', word, 'disapprove', 'Northwind')
      expect(against.text).toContain(`Northwind disapproved P-${word}`)
      expect((await voteInSlack('luc', form, 'approve', 'France')).text).toContain(`France approved P-${form}`)
      expect((await voteInTeams('hana', form, 'approve', 'Japan')).text).toContain(`Japan approved P-${form}`)
    },
  )

  describe('once it is closed', () => {
    beforeAll(async () => {
      await on().owner.query("update polls set closes_at = now() - interval '1 second'")
      await product.composed.clockwork.sweep()
    }, 60_000)

    test.each(all)(
      '%s: the result card says every integer, the same on both platforms',
      { timeout: 60_000 },
      async (rule) => {
        const { slack } = product
        const { word, form } = numbersOf(rule)
        const { outcome, says } = byWord[rule]
        const inSlack = (await slack.command('sam', 'allied-evals', `show P-${word}`)).text
        const inTeams = textOf((await typedInTeams('greta', `show P-${word}`)).card)
        for (const text of [inSlack, inTeams]) {
          expect(text).toContain(`${outcome}. 6 eligible, 5 voted: 3 approve, 1 disapprove, 1 abstain.`)
          expect(text).toContain('1 abstention')
          for (const words of says) expect(text).toContain(words)
        }
        const formed = [
          (await slack.command('sam', 'allied-evals', `show P-${form}`)).text,
          textOf((await typedInTeams('greta', `show P-${form}`)).card),
        ]
        for (const text of formed) {
          expect(text).toContain('6 eligible, 2 voted: 2 approve, 0 disapprove, 0 abstain.')
          for (const words of byForm[rule]) expect(text).toContain(words)
        }
      },
    )

    test('the cards in the places of the group show it', { timeout: 60_000 }, async () => {
      const { slack, teams, places } = product
      const last = numbersOf('oasis-full-majority').word
      // Twenty-two cards in one channel, of which each platform takes one or two a second.
      const waiting = () => on().owner.query('select from cards where wanted > drawn')
      await vi.waitUntil(async () => (await waiting()).length === 0, { timeout: 50_000, interval: 200 })
      await slack.shows(places.slack, '2×3 = 6 ≤ 6 ✕')
      const drawn = await teams.shows(places.teams, '2×3 = 6 ≤ 6 ✕')
      expect(textOf(drawn.card)).toContain(`P-${last} `)
    })
  })
})
