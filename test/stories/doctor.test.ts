import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#src/config.ts'
import type { Answer } from '#src/core/answer.ts'
import { examineRunning } from '#src/main/examine.ts'
import { cardToPlain } from '#src/view/plain.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('The doctor in a healthy product', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    product.teams.seat(product.places.teams, [product.teams.person('hana')])
  }, 30_000)
  afterAll(() => product?.close())

  const read = (answer: Answer) => (answer.kind === 'form' ? '' : cardToPlain(answer.card))
  /** As the running server looks, over the adapters and the database that it has. */
  async function lines(): Promise<string[]> {
    const { url, composed } = product
    const base = readConfig({})
    const config = {
      ...base,
      publicUrl: url,
      slack: { signingSecret: '', botToken: null, oauth: null, apiUrl: null },
      teams: { appId: '', appPassword: '', tenantId: '', cloud: 'public' as const, openIdUrl: null },
    }
    return read(await examineRunning(composed, config)).split('\n')
  }

  test('finds nothing bad, and says of each thing that it looked', async () => {
    const said = await lines()
    expect(said.filter((line) => line.startsWith('bad'))).toEqual([])
    for (const about of [
      'Configuration',
      'Secret key',
      'Disk',
      'Database',
      'Migrations',
      'Application role',
      'Row-level security',
      'Clock of the database',
      'Clock of Slack',
      'Slack T000000001',
      'Slack T000000001 scopes',
      `Slack channel ${product.places.slack}`,
      'Teams credentials',
      'Clock of Teams',
      'Teams 11111111-aaaa-4bbb-8ccc-000000000001',
      `Teams channel ${product.places.teams}`,
    ])
      expect(
        said.filter((line) => line.startsWith(`ok    ${about}: `)),
        about,
      ).toHaveLength(1)
    // The stand-ins of the tests have no real secret and no https.
    const odd = said.filter((line) => line.startsWith('warn')).map((line) => line.slice(6).split(':', 1)[0])
    expect(odd).toEqual(['Slack signing secret', 'Public address'])
    expect(said.join('\n')).not.toMatch(/xoxb|signing-secret-of/)
  })

  test('names what broke, what to do, and nothing else', async () => {
    const { owner } = on()
    await owner.query("update installations set service_url = 'https://elsewhere.example/' where platform = 'teams'")
    await owner.query("update places set channel = 'C0GONE' where platform = 'slack'")
    await owner.query('alter table polls no force row level security')
    await owner.query(
      "insert into installation_tokens values ('slack', 'T000000001', '\\x00', 'deadbeef', null, 'chat:write', now())",
    )
    const found = (await lines()).filter((line) => line.startsWith('bad'))
    expect(found.map((line) => line.slice(6).split(': ', 1)[0])).toEqual([
      'Secret key',
      'Row-level security',
      'Slack channel C0GONE',
      'Teams 11111111-aaaa-4bbb-8ccc-000000000001',
      `Teams channel ${product.places.teams}`,
    ])
    expect(found[0]).toContain('it does not open the tokens of T000000001')
    expect(found[0]).toContain('PLENARY_SECRET_KEY_OLD')
  })
})
