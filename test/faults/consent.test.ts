import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#src/core/answer.ts'
import type { Fact } from '#src/readers.ts'
import { onPostgres } from '../support/database.ts'
import { draftFacts, type Said } from '../support/drafts.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

const comments = 40
const said = Array.from(
  { length: comments },
  (_, nth): Said => ({
    ...{ organisation: 'org_germany', code: 'DE', type: 'technical' },
    ...{ clause: `${nth + 1}`, text: `Comment ${nth + 1}` },
  }),
)

function listFacts(number: number): Fact[] {
  const draft = `draft_${number}` as const
  const proposed = said.map((_, nth): Fact => {
    const of = { id: `disp_${number}p${nth + 1}`, comment: `cmt_${number}c${nth + 1}`, draft } as const
    const what = { disposition: 'accepted', duplicateOf: null, after: null } as const
    return { type: 'disposition-proposed', ...of, ...what, proposedBy: 'person_eva', sealed: { text: '' } }
  })
  const deadline = '2099-01-01T00:00:00Z'
  return [
    ...draftFacts('wg_evaluation', number, said),
    ...proposed,
    {
      ...{ type: 'consent-circulated', consent: `consent_${number}`, draft, deadline, proposals: comments },
      circulatedBy: 'person_eva',
    },
  ]
}

onPostgres('A decision that pulling out overlaps', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const chair: Fact = {
      ...{ type: 'seat-given', person: 'person_owen', organisation: 'org_germany', role: 'chair', standing: 'staff' },
      ...{ from: '2020-01-01', until: null },
    }
    const facts = [chair, ...[1, 2, 3].flatMap(listFacts)]
    await on().database.store.transact('con_demo', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
  }, 60_000)
  afterAll(() => product?.close())

  const says = (who: string, use: string, args: Record<string, string>): Promise<Answer> =>
    product.composed.handle({
      ...{ platform: 'slack', workspace, via: workspace, account: product.slack.userId(who), place: null },
      ...{ use, args: { consortium: 'con_demo', ...args }, key: crypto.randomUUID(), heard: false, opens: false },
    })

  async function decided(draft: string): Promise<Answer> {
    for (;;) {
      const answer = await says('owen', 'decide-listed', { draft, sure: 'yes' })
      if (answer.kind !== 'refused' || answer.code !== 'list-runs') return answer
    }
  }

  test.each([1, 2, 3])(
    'decides none that was pulled out, and leaves none that was not: list %i',
    { timeout: 60_000 },
    async (number) => {
      await on().owner.query(
        "update consent_lists set deadline = clock_timestamp() + interval '300 milliseconds' where id = $1",
        [`consent_${number}`],
      )
      const deciding = decided(`D-${number}`)
      const pulled = new Set<string>()
      const refused = new Set<string>()
      for (let nth = 0; nth < comments; nth += 4) {
        const batch = said.slice(nth, nth + 4).map(async (_, more) => {
          const comment = `cmt_${number}c${nth + more + 1}`
          const answer = await says('luc', 'pull-out', { comment, reason: 'We differ' })
          if (answer.kind === 'said') pulled.add(comment)
          else if (answer.kind === 'form') refused.add(answer.form.problems.map((problem) => problem.says).join())
          else if (answer.kind === 'refused') refused.add(answer.code)
        })
        await Promise.all(batch)
      }
      const answer = await deciding
      expect(answer.kind).toBe('said')
      const rows = await on().owner.query<{ comment: string }>(
        "select comment_id as comment from dispositions where kind = 'decided' and draft_id = $1",
        [`draft_${number}`],
      )
      const out = await on().owner.query<{ comment: string }>(
        'select comment_id as comment from pull_outs where draft_id = $1',
        [`draft_${number}`],
      )
      const enBloc = rows.map(({ comment }) => comment)
      expect(new Set(out.map(({ comment }) => comment))).toEqual(pulled)
      expect(enBloc.filter((comment) => pulled.has(comment))).toEqual([])
      expect(enBloc.length + pulled.size).toBe(comments)
      for (const why of refused) {
        expect(why).toMatch(/list-over|not-listed|the time for that ended|is not on the list/)
      }
    },
  )
})
