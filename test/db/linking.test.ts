import { beforeAll, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import type { Answer } from '#src/core/answer.ts'
import type { NewId } from '#src/core/id.ts'
import type { Intent } from '#src/core/intent.ts'
import { onPostgres } from '#test/support/database.ts'
import { type Founded, found } from '#test/support/database-facts.ts'

const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`

onPostgres('codes that come at the same moment', (on) => {
  let app: App
  let ids: Founded
  const faults: unknown[] = []
  beforeAll(async () => {
    const { store } = on().database
    ids = await found(store, 'codes')
    const hosting = { host: 'plenary.example', country: 'FR' }
    const pictureAt = () => 'https://plenary.example/pictures/a.png'
    app = createApp({
      store,
      newId,
      hosting,
      pictureAt,
      committed: () => {},
      failed: (error) => `fault ${faults.push(error)}`,
    })
  })

  const intent = (asked: Pick<Intent, 'platform' | 'account' | 'use' | 'args'>): Intent => {
    const where = asked.platform === 'shell' ? 'local' : 'Tcodes'
    const how = { place: null, heard: false, opens: false, key: crypto.randomUUID() }
    return { workspace: where, via: where, ...how, ...asked }
  }
  const titleOf = (answer: Answer) => (answer.kind === 'form' ? answer.form.title : answer.card.title)

  async function codeFor(person: string): Promise<string> {
    const args = { person, consortium: ids.id }
    const answer = await app.handle(intent({ platform: 'shell', account: 'operator', use: 'invite-person', args }))
    const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(JSON.stringify(answer)) ?? []
    return code
  }

  async function brings(account: string, code: string): Promise<string> {
    return titleOf(await app.handle(intent({ platform: 'slack', account, use: 'redeem-code', args: { code } })))
  }

  const accountsOf = (person: Founded['bob']) =>
    on().database.store.transact(ids.id, (unit) => unit.read.consortium.accounts(person))

  test('link one of many accounts that bring the same one', async () => {
    const code = await codeFor('Bob')
    const titles = await Promise.all(Array.from({ length: 12 }, (_, n) => brings(`Umany${n}`, code)))
    expect(titles.filter((title) => title === 'This Slack account is linked to Bob')).toHaveLength(1)
    expect(titles.filter((title) => title === 'This code opens nothing')).toHaveLength(11)
    expect(await accountsOf(ids.bob)).toHaveLength(1)
    expect(faults).toEqual([])
  })

  test('link one account to one of two people whose codes it brings', async () => {
    const codes = [await codeFor('Alice'), await codeFor('Bob')]
    const titles = await Promise.all(codes.map((code) => brings('Utwo', code)))
    expect(titles.filter((title) => title.startsWith('This Slack account is linked to'))).toHaveLength(1)
    const holders = [...(await accountsOf(ids.alice)), ...(await accountsOf(ids.bob))]
    expect(holders.filter(({ account }) => account === 'Utwo')).toHaveLength(1)
    expect(faults).toEqual([])
  })

  test('count every wrong one, and no more than ten of one account', async () => {
    const wrong = Array.from({ length: 25 }, (_, n) => `ZZZZ-0000-00${String(n).padStart(2, '0')}`)
    const titles = await Promise.all(wrong.map((code) => brings('Uguesser', code)))
    expect(titles.filter((title) => title === 'This code opens nothing')).toHaveLength(10)
    expect(titles.filter((title) => title.startsWith('Ten codes opened nothing'))).toHaveLength(15)
    const rows = await on().owner.query(`select tries from code_attempts where account = 'Uguesser'`)
    expect(rows).toEqual([{ tries: 10 }])
    expect(faults).toEqual([])
  })
})
