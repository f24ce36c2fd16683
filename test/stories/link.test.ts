import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { PersonId } from '#src/core/id.ts'
import { tenant } from '../support/connector.ts'
import { type Opened, onEachDatabase } from '../support/database.ts'
import { type Logged, type Product, startProduct } from '../support/product.ts'
import { sayInSlackChat } from '../support/said.ts'
import { workspace } from '../support/slack.ts'

const shown = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/

onEachDatabase('Linking an account', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  /** The secretariat asks for a code in Slack, and reads it. */
  async function codeFor(person: string): Promise<string> {
    const answer = await product.slack.command('eva', 'allied-evals', `invite ${person}`)
    return codeIn(answer.text)
  }

  async function accountsOf(person: PersonId) {
    return on().database.store.transact('con_demo', (unit) => unit.read.consortium.accounts(person))
  }

  async function unlinked(name: string, platform: 'slack' | 'teams', person: PersonId): Promise<void> {
    const { slack, teams } = product
    const [space, account] = platform === 'slack' ? [workspace, slack.userId(name)] : [tenant, teams.person(name).aad]
    const sealed = { workspace: space, account }
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([{ type: 'account-unlinked', person, platform, sealed }], { by: 'operator', organisation: null }),
    )
  }

  test('takes a code that the secretariat reads once, said 1:1 in Slack, and both sides read of it', async () => {
    const { slack, teams } = product
    const code = await codeFor('noor')
    const chat = await sayInSlackChat(slack, 'alice', `link ${code.toLowerCase().replaceAll('-', '')}`)
    const linked = await slack.shows(chat, 'This Slack account is linked to Noor Haddad')
    expect(linked.text).toContain('You hold a seat of Commons and Maple.')
    await slack.shows(await slack.chat('eva'), 'Noor Haddad linked a Slack account')
    expect((await slack.command('alice', 'allied-evals', 'proposals')).text).toContain('No proposals')
    expect(await accountsOf('person_noor')).toHaveLength(1)

    const second = await codeFor('Noor Haddad')
    const alice = teams.person('alice')
    await teams.say(alice, teams.chat(alice), `link ${second}`)
    await teams.shows(teams.chat(alice), 'This Teams account is linked to Noor Haddad')
    await slack.shows(chat, 'A Teams account was linked to you')
    expect(await accountsOf('person_noor')).toHaveLength(2)
    await unlinked('alice', 'slack', 'person_noor')
    await unlinked('alice', 'teams', 'person_noor')
  })

  test('works by a form on both platforms, from a channel as well, since nobody else reads a form', async () => {
    const { slack, teams, places } = product
    const asked = await slack.command('alice', 'allied-evals', 'proposals')
    expect(asked.text).toContain('Ask your secretariat for a code')
    const form = await slack.click('alice', asked, 'Enter code')
    expect((await slack.submit('alice', form, { code: 'ABC' })).errors.code).toContain('A code has twelve letters')
    const linked = await slack.submit('alice', form, { code: await codeFor('noor') })
    expect(linked.text).toContain('This Slack account is linked to Noor Haddad')
    await unlinked('alice', 'slack', 'person_noor')

    const alice = teams.person('alice')
    await teams.say(alice, places.teams, 'link')
    const offered = await teams.shows(places.teams, 'There is a form for this')
    const dialog = await teams.openDialog(alice, offered, 'Open the form')
    const done = await teams.submitDialog(alice, dialog, { code: await codeFor('noor') })
    expect(done.text).toContain('This Teams account is linked to Noor Haddad')
    await unlinked('alice', 'teams', 'person_noor')
  })

  test('is refused alike for a code that nobody made, a mistyped one, a used one, and one that expired', async () => {
    const { slack, teams } = product
    const alice = teams.person('dora')
    const say = async (code: string) => {
      const before = teams.messages(teams.chat(alice)).length
      await teams.say(alice, teams.chat(alice), `link ${code}`)
      return JSON.stringify(teams.messages(teams.chat(alice)).slice(before).at(-1)?.card)
    }
    const used = await codeFor('noor')
    const berta = teams.person('berta')
    await teams.say(berta, teams.chat(berta), `link ${used}`)
    await teams.shows(teams.chat(berta), 'This Teams account is linked to Noor Haddad')
    await unlinked('berta', 'teams', 'person_noor')
    const expired = await codeFor('noor')
    await on().owner.query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [
      expired.slice(0, 4),
    ])
    const left = await codeFor('femke')
    await on().owner.query(`update seats set until_day = '2026-01-31' where person_id = 'person_femke'`)
    const erased = await codeFor('sam')
    await on().owner.query(`update people set erased_at = now() where id = 'person_sam'`)
    const replaced = await codeFor('noor')
    const open = await codeFor('noor')
    expect(await states(replaced)).toEqual(['burnt'])
    const mistyped = `${open.slice(0, -1)}${open.endsWith('0') ? '1' : '0'}`
    const answers = []
    for (const code of ['0000-0000-0000', used, expired, left, erased, replaced, mistyped])
      answers.push(await say(code))
    expect(answers[0]).toContain('This code opens nothing')
    expect(new Set(answers).size).toBe(1)
    expect(await tries(open)).toBe(1)
    expect((await slack.command('eva', 'allied-evals', 'invite femke')).text).toContain(
      'every seat of Femke de Wit has ended',
    )
  })

  test('stops an account after ten wrong codes for an hour, whether they exist or not, and a right one too', async () => {
    const { teams } = product
    const frida = teams.person('frida')
    const chat = teams.chat(frida)
    for (let nth = 0; nth < 10; nth++) await teams.say(frida, chat, `link ZZZZ-0000-000${nth}`)
    await teams.shows(chat, 'This code opens nothing')
    await teams.say(frida, chat, `link ${await codeFor('noor')}`)
    await teams.shows(chat, 'Ten codes opened nothing within an hour. Try again in an hour.')
    expect(await accountsOf('person_noor')).toHaveLength(0)
    await on().owner.query(`update code_attempts set since = since - interval '1 hour'`)
    await teams.say(frida, chat, `link ${await codeFor('noor')}`)
    await teams.shows(chat, 'This Teams account is linked to Noor Haddad')
    await unlinked('frida', 'teams', 'person_noor')
  })

  test('burns a code after ten wrong tries by whomever, and tells who made it', async () => {
    const { slack, teams } = product
    const code = await codeFor('noor')
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    for (let nth = 0; nth < 10; nth++) {
      const somebody = teams.person(`somebody${nth}`)
      await teams.say(somebody, teams.chat(somebody), `link ${wrong}`)
    }
    const told = await slack.shows(await slack.chat('eva'), 'The code for Noor Haddad opens nothing any more')
    expect(told.text).toContain('Somebody tried ten wrong codes')
    const ernst = teams.person('ernst')
    await teams.say(ernst, teams.chat(ernst), `link ${code}`)
    await teams.shows(teams.chat(ernst), 'This code opens nothing')
  })

  test('burns a right code that was typed in a channel, says why, and offers its maker a new one', async () => {
    const { slack, teams, places } = product
    const mentioned = await codeFor('noor')
    const heard = await slack.mention('alice', 'allied-evals', `link ${mentioned}`)
    expect(heard.text).toContain('A code said in a channel opens nothing any more')
    const told = await slack.shows(await slack.chat('eva'), 'It was typed in a channel')
    const fresh = codeIn((await slack.click('eva', told, 'Make a new code')).text)
    const answer = await slack.command('alice', 'allied-evals', `link ${fresh}`)
    expect(answer.text).toContain('A code said in a channel opens nothing any more')

    const third = await codeFor('noor')
    const guest = teams.person('alice')
    await teams.say(guest, places.teams, `link ${third}`)
    await teams.shows(teams.chat(guest), 'A code said in a channel opens nothing any more')
    for (const code of [mentioned, fresh, third]) {
      expect(await states(code)).toEqual(['burnt'])
      await teams.say(guest, teams.chat(guest), `link ${code}`)
    }
    await teams.shows(teams.chat(guest), 'This code opens nothing')
    expect(await accountsOf('person_noor')).toEqual([])
  })

  test('says so where the account is linked already, to the same person or to another', async () => {
    const { slack } = product
    const code = await codeFor('Luc Bernard')
    const say = (user: string) => sayInSlackChat(slack, user, `link ${code}`)
    await say('luc')
    await slack.shows(await slack.chat('luc'), 'This account is linked to you already, Luc Bernard.')
    await say('aiko')
    await slack.shows(await slack.chat('aiko'), 'this account is linked to Aiko Mori already')
    expect(await states(code)).toEqual(['open'])
    expect(await accountsOf('person_luc')).toHaveLength(1)
  })

  test('keeps no code: not where a message comes again, in no table, no job and no line of the log', async () => {
    const { slack, teams, logged, operator } = product
    const body = await slack.commandBody('eva', 'allied-evals', 'invite noor', '/response/kept')
    const code = codeIn(JSON.stringify((await slack.deliver(body)).body))
    const again = JSON.stringify((await slack.deliver(body)).body)
    expect(again).not.toMatch(shown)
    expect(again).toContain('A code for Noor Haddad was made and shown once')
    const atShell = await operator('invite-person', { person: 'Min-jun Park' })
    const form = await slack.command('eva', 'allied-evals', 'invite')
    const byForm = codeIn((await slack.submit('eva', form, { person: 'noor' })).text)
    const carla = teams.person('carla')
    await teams.say(carla, teams.chat(carla), `link ${byForm}`)
    await teams.shows(teams.chat(carla), 'This Teams account is linked to Noor Haddad')
    for (const secret of [code, byForm, codeIn(JSON.stringify(atShell))]) {
      for (const written of [secret, secret.replaceAll('-', ''), secret.slice(5), secret.slice(5).replace('-', '')]) {
        expect(await tablesWith(on(), written)).toEqual([])
        expect(linesWith(logged, written)).toEqual([])
      }
    }
    expect(await tablesWith(on(), code.slice(0, 4))).toContain('invitations')
    await unlinked('carla', 'teams', 'person_noor')
  })

  test('lets in no workspace that nobody let in', async () => {
    const { teams, logged } = product
    const code = await codeFor('noor')
    const mallory = teams.person('mallory', '99999999-aaaa-4bbb-8ccc-000000000009')
    await teams.say(mallory, teams.chat(mallory), `link ${code}`)
    await teams.shows(teams.chat(mallory), 'This workspace is not part of a consortium here.')
    expect(await accountsOf('person_noor')).toEqual([])
    expect(logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('links a guest of a shared channel, by a form, and lets the guest’s own workspace in no further', async () => {
    const { slack } = product
    slack.teams.connected.set(product.places.slack, ['T0NORTH'])
    slack.external('alice', 'T0NORTH')
    const message = await slack.say('luc', 'allied-evals', 'France will open its bench')
    const shortcut = await slack.shortcut('alice', 'allied-evals', message)
    expect(shortcut.text).toContain('Ask your secretariat for a code')
    expect((await slack.click('alice', shortcut, 'Enter code')).text).toContain('Code from your secretariat')

    const offered = await slack.mention('alice', 'allied-evals', 'link')
    const form = await slack.click('alice', offered, 'Open the form')
    const linked = await slack.submit('alice', form, { code: await codeFor('noor') })
    expect(linked.text).toContain('This Slack account is linked to Noor Haddad')
    expect(await accountsOf('person_noor')).toEqual([
      { platform: 'slack', workspace: 'T0NORTH', account: slack.userId('alice') },
    ])
    expect(await on().owner.query(`select from installations where workspace = 'T0NORTH'`)).toEqual([])
    expect((await slack.mention('alice', 'allied-evals', 'whoami')).text).toContain('You are Noor Haddad')
    const sealed = { workspace: 'T0NORTH', account: slack.userId('alice') }
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([{ type: 'account-unlinked', person: 'person_noor', platform: 'slack', sealed }], {
        by: 'operator',
        organisation: null,
      }),
    )
    slack.external('alice', workspace)
  })

  test('finds the consortium by the code alone, whichever the form was drawn for', async () => {
    const { slack, operator } = product
    const facts: ConsortiumFact[] = [
      { type: 'consortium-founded', id: 'con_other', name: 'Harbour Group', zone: 'UTC', label: 'TLP:GREEN' },
      { type: 'person-added', person: 'person_otto', zone: 'UTC', sealed: { name: 'Otto Kern', contact: '' } },
    ]
    await on().database.store.transact('con_other', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
    const made = await operator('invite-person', { person: 'Otto Kern', consortium: 'con_other' })
    const asked = await slack.command('alice', 'allied-evals', 'help')
    const form = await slack.click('alice', asked, 'Enter code')
    const linked = await slack.submit('alice', form, { code: codeIn(JSON.stringify(made)) })
    expect(linked.text).toContain('This Slack account is linked to Otto Kern')
    expect(linked.text).toContain('You hold no seat yet.')
    const again = await slack.click('alice', asked, 'Enter code')
    const taken = await slack.submit('alice', again, { code: await codeFor('noor') })
    expect(taken.text).toContain('this account is linked to somebody already')
    expect(await accountsOf('person_noor')).toEqual([])
    await unlinked('alice', 'slack', 'person_otto')
  })

  test('is for the secretariat to offer, which is asked whom it means', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'invite noor')).text).toContain('this takes the secretariat')
    const near = await slack.command('eva', 'allied-evals', 'invite Lucc Bernard')
    expect(near.text).toContain('Nobody here is called “Lucc Bernard”')
    expect((await slack.click('eva', near, 'Luc Bernard')).text).toMatch(shown)
    const several = await slack.command('eva', 'allied-evals', 'invite ha')
    expect(several.text).toContain('“ha” can be several people')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'invite Hana')
    await teams.shows(teams.chat(greta), 'this takes the secretariat')
  })

  test('is undone by the person, who is asked first, and by the secretariat for anybody', async () => {
    const { slack, teams, operator } = product
    const iris = teams.person('iris')
    const chat = teams.chat(iris)
    await teams.say(iris, chat, `link ${await codeFor('noor')}`)
    await teams.shows(chat, 'This Teams account is linked to Noor Haddad')
    await sayInSlackChat(slack, 'alice', `link ${await codeFor('noor')}`)
    await teams.shows(chat, 'A Slack account was linked to you')

    await teams.say(iris, chat, 'unlink')
    const asked = await teams.shows(chat, 'Your accounts')
    const sure = await teams.click(iris, asked, 'Unlink Slack account 1')
    expect(sure.text).toContain('Unlink your Slack account?')
    expect(await accountsOf('person_noor')).toHaveLength(2)
    expect((await teams.click(iris, sure, 'Unlink account')).text).toContain('Your Slack account is unlinked')
    expect((await slack.command('alice', 'allied-evals', 'whoami')).text).toContain('Ask your secretariat for a code')

    const listed = await slack.command('eva', 'allied-evals', 'unlink noor')
    const confirm = await slack.click('eva', listed, 'Unlink Teams account 1')
    expect(confirm.text).toContain('It is the last: nothing reaches the person then.')
    await slack.click('eva', confirm, 'Unlink account')
    expect(await accountsOf('person_noor')).toEqual([])
    expect((await slack.click('eva', confirm, 'Unlink account')).text).toContain('Noor Haddad has no linked account')
    expect((await slack.command('luc', 'allied-evals', 'unlink Aiko Mori')).text).toContain(
      'this takes the person whose',
    )
    const [hana] = await accountsOf('person_hana')
    const account = `${hana?.platform} ${hana?.workspace} ${hana?.account}`
    const gone = await operator('unlink-account', { person: 'Hana Sato', account, consortium: 'con_demo' })
    expect(gone.kind === 'said' && gone.card.title).toBe('Hana Sato’s Teams account is unlinked')
    expect(await accountsOf('person_hana')).toEqual([])
    const { platform, workspace: space, account: user } = hana ?? { platform: '', workspace: '', account: '' }
    await operator('link-account', { platform, workspace: space, user, person: 'person_hana', consortium: 'con_demo' })
  })

  test('shows its person who that is: accounts and seats, and nothing of others', async () => {
    const { slack, teams } = product
    const inSlack = await slack.command('luc', 'allied-evals', 'whoami')
    expect(inSlack.text).toContain('You are Luc Bernard')
    expect(inSlack.text).toContain('Slack (this one)')
    expect(inSlack.text).toContain('France  head delegate')
    expect(inSlack.text).not.toContain('Inès')
    await on().owner.query(`update seats set until_day = '2099-03-31' where person_id = 'person_ines'`)
    const ines = teams.person('ines')
    await teams.say(ines, teams.chat(ines), 'whoami')
    await teams.shows(teams.chat(ines), 'You are Inès Caron')
    await teams.shows(teams.chat(ines), 'until Tuesday 31 March 2099')
  })

  async function tries(code: string) {
    const rows = await on().owner.query<{ tries: number }>('select tries from invitations where id = $1', [
      code.slice(0, 4),
    ])
    return rows[0]?.tries
  }

  async function states(code: string) {
    const rows = await on().owner.query<{ state: string }>('select state from invitations where id = $1', [
      code.slice(0, 4),
    ])
    return rows.map(({ state }) => state)
  }
})

function codeIn(text: string): string {
  const [code] = shown.exec(text) ?? []
  if (!code) throw new Error(`there is no code in ${text}`)
  return code
}

/** Every table of every schema whose rows, as text, hold these words. */
async function tablesWith({ owner }: Opened, words: string): Promise<string[]> {
  const tables = await owner.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`,
  )
  const found: string[] = []
  for (const { schema, name } of tables) {
    const [row] = await owner.query<{ n: number }>(
      `select count(*)::int as n from "${schema}"."${name}" t where t::text ilike '%' || $1 || '%'`,
      [words],
    )
    if ((row?.n ?? 0) > 0) found.push(name)
  }
  return found
}

function linesWith(logged: Logged[], words: string): Logged[] {
  return logged.filter((line) => JSON.stringify(line).toLowerCase().includes(words.toLowerCase()))
}
