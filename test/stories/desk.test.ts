import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { type Seen, workspace } from '../support/slack.ts'

onEachDatabase('The desk', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
  }, 30_000)
  afterAll(() => product?.close())

  const last = async (type: string) => {
    const [row] = await on().owner.query<{ fact: Record<string, unknown>; by: string }>(
      `select convert_from(bytes, 'UTF8')::jsonb -> 'fact' as fact, convert_from(bytes, 'UTF8')::jsonb ->> 'by' as by
       from register_entries where type = $1 order by n desc limit 1`,
      [type],
    )
    return row
  }
  /** The value of a menu's entry in a Slack modal. */
  const entry = (modal: Seen, label: string) => {
    const Option = z.object({ value: z.string(), text: z.object({ text: z.string() }) })
    const Menu = z.object({ element: z.object({ options: z.array(Option) }) })
    const options = modal.blocks.flatMap((block) => Menu.safeParse(block).data?.element.options ?? [])
    const found = options.find((option) => option.text.text === label)
    if (!found) throw new Error(`no menu offers ${label}`)
    return found.value
  }
  /** Eva in Teams, at a list of the desk. */
  const inTeams = async (line: string, words: string) => {
    const { teams } = product
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), line)
    return { eva, shown: await teams.shows(teams.chat(eva), words) }
  }

  test('counts what the consortium has, on both platforms and at the shell', async () => {
    const { slack, operator } = product
    const desk = await slack.command('eva', 'allied-evals', 'admin')
    expect(desk.text).toContain('The desk of Allied AI Forum')
    expect(desk.text).toMatch(/Organisations {2}8\n/)
    expect(desk.text).toContain('Places  2')
    expect(desk.text).toContain('This channel is #allied-evals of Evaluation')
    const { shown } = await inTeams('admin', 'The desk of Allied AI Forum')
    expect(JSON.stringify(shown.card)).toContain('Show organisations')
    expect(JSON.stringify(await operator('show-desk'))).toContain('The desk of Allied AI Forum')
  })

  test.each(['admin', 'admin people', 'admin export', 'admin bind Evaluation', 'import people'])(
    'is the secretariat’s alone: %s takes it',
    async (line) => {
      const { slack, teams } = product
      const refused = 'this takes the secretariat'
      expect((await slack.command('luc', 'allied-evals', line)).text).toContain(refused)
      const hana = teams.person('hana')
      await teams.say(hana, teams.chat(hana), line)
      await teams.shows(teams.chat(hana), refused)
    },
  )

  test('opens no form and no list by a button that somebody else was shown', async () => {
    const { slack } = product
    const list = await slack.command('eva', 'allied-evals', 'admin people hana')
    expect((await slack.click('luc', list, 'Change Hana Sato')).text).toContain('this takes the secretariat')
    expect((await slack.click('luc', list, 'Show desk')).text).toContain('this takes the secretariat')
  })

  test('lists five at a time, found by a word, and turns its pages', async () => {
    const { slack } = product
    const first = await slack.command('eva', 'allied-evals', 'admin organisations')
    expect(first.text).toContain('8 organisations')
    expect(first.text).toContain('1 to 5 of 8, page 1 of 2.')
    const second = await slack.click('eva', first, 'Next 3')
    expect(second.text).toContain('6 to 8 of 8, page 2 of 2.')
    expect((await slack.click('eva', second, 'Previous 5')).text).toContain('1 to 5 of 8')
    const form = await slack.click('eva', second, 'Find organisations')
    const found = await slack.submit('eva', form, { find: 'paris' })
    expect(found.text).toContain('1 organisation with “paris”')
    expect(found.text).toContain('France')
    const { shown } = await inTeams('admin seats deputy', 'with “deputy”')
    expect(JSON.stringify(shown.card)).toContain('Inès Caron, deputy of France')
  })

  test('admits an organisation in Slack, tells what is wrong on the field, and makes it a member', async () => {
    const { slack } = product
    const list = await slack.command('eva', 'allied-evals', 'admin organisations')
    const form = await slack.click('eva', list, 'Admit organisation')
    const kenya = { short: 'Kenya', name: 'Ministry of ICT', kind: 'government', country: 'Narnia', zone: '' }
    const wrong = await slack.submit('eva', form, { ...kenya, short: 'japan' })
    expect(wrong.errors).toEqual({
      short: '“japan” is Ministry of Digital Economy already. Choose another name.',
    })
    const country = await slack.submit('eva', form, kenya)
    expect(country.errors).toEqual({
      country: '“Narnia” is no country of ISO 3166-1. Write its two letters, for example JP, or its name in English.',
    })
    const done = await slack.submit('eva', form, { ...kenya, country: 'Kenya' })
    expect(done.text).toContain('Kenya is admitted')
    expect(await last('organisation-admitted')).toMatchObject({
      by: 'person_eva',
      fact: { short: 'Kenya', country: 'KE', zone: 'Africa/Nairobi', kind: 'government' },
    })

    const begin = await slack.click('eva', done, 'Begin membership')
    expect(begin.text).toContain('Kenya')
    const terms = {
      organisation: entry(begin, 'Kenya'),
      body: 'consortium',
      category: 'B',
      class: '',
      from: '',
      until: '',
    }
    const votes = await slack.submit('eva', begin, { ...terms, votes: 'yes' })
    expect(votes.errors).toEqual({
      votes: 'A liaison (B) comments and does not vote. Say no, or choose another category.',
    })
    const days = await slack.submit('eva', begin, { ...terms, votes: 'no', from: '2026-12-02', until: '2026-12-01' })
    expect(days.errors.until).toContain('Tuesday 1 December 2026 is before its first day, Wednesday 2 December 2026.')
    const begun = await slack.submit('eva', begin, { ...terms, votes: 'no', from: '2026-12-02' })
    expect(begun.text).toContain('The membership of Kenya in the consortium begins')
    expect(begun.text).toContain('Category B, does not vote, from Wednesday 2 December 2026 on.')
  })

  test('changes an organisation in Teams', async () => {
    const { teams } = product
    const { eva, shown } = await inTeams('admin organisations korea', 'with “korea”')
    const dialog = await teams.openDialog(eva, shown, 'Change Korea')
    expect(dialog.text).toContain('Asia/Seoul')
    const wrong = await teams.submitDialog(eva, dialog, { zone: 'Asia/Atlantis' })
    expect(wrong.text).toContain('“Asia/Atlantis” is no time zone.')
    const done = await teams.submitDialog(eva, wrong, {
      zone: 'Asia/Seoul',
      name: 'Ministry of Science and ICT (MSIT)',
    })
    expect(done.text).toContain('Korea: changed')
    expect(await last('organisation-changed')).toMatchObject({ fact: { name: 'Ministry of Science and ICT (MSIT)' } })
  })

  test('forms a committee, and no membership of it without one of the consortium', async () => {
    const { slack } = product
    const groups = await slack.command('eva', 'allied-evals', 'admin groups')
    const form = await slack.click('eva', groups, 'Form group')
    const formed = await slack.submit('eva', form, { name: 'Safety', kind: 'committee' })
    expect(formed.text).toContain('Safety is formed')
    const begin = await slack.click('eva', formed, 'Begin membership')
    const terms = { category: 'P', class: '', votes: 'yes', from: '2025-01-01', until: '' }
    const group = { organisation: entry(begin, 'Japan'), body: entry(begin, 'Safety') }
    const early = await slack.submit('eva', begin, { ...group, ...terms })
    expect(early.errors.organisation).toContain('Japan is a member of the consortium from Thursday 1 January 2026 on.')
    const begun = await slack.submit('eva', begin, { ...group, ...terms, from: '2026-11-01' })
    expect(begun.text).toContain('The membership of Japan in Safety begins')
    const change = await slack.click(
      'eva',
      await slack.command('eva', 'allied-evals', 'admin memberships japan in safety'),
      'Change Japan in Safety',
    )
    const ended = await slack.submit('eva', change, { ...terms, from: '2026-11-01', until: '2026-11-20' })
    expect(ended.text).toContain('Its last day is Friday 20 November 2026.')
    expect((await slack.command('eva', 'allied-evals', 'admin memberships in safety')).text).toContain(
      'ended 20 Nov 2026',
    )
  })

  test('adds a person and gives a seat in Teams; a namesake is asked about', async () => {
    const { teams } = product
    const { eva, shown } = await inTeams('admin people', 'Add person')
    const added = await teams.submitDialog(eva, await teams.openDialog(eva, shown, 'Add person'), {
      name: 'Hana Sato',
      contact: '+81 3 1234',
    })
    expect(added.text).toContain('Somebody is called Hana Sato already')
    const other = await teams.submitDialog(eva, await teams.openDialog(eva, shown, 'Add person'), {
      name: 'Wanjiru Kamau',
      contact: '+254 20 1234',
    })
    expect(other.text).toContain('Wanjiru Kamau is added')
    const give = await teams.click(eva, other, 'Give seat')
    const seated = await teams.submitDialog(eva, give, {
      organisation: 'Kenya',
      role: 'delegate',
      standing: 'contractor',
    })
    expect(seated.text).toContain('A seat is given: Wanjiru Kamau, delegate of Kenya')
    expect(await last('seat-given')).toMatchObject({ fact: { role: 'delegate', standing: 'contractor', until: null } })
    const people = await inTeams('admin people wanjiru', 'with “wanjiru”')
    expect(JSON.stringify(people.shown.card)).toContain('delegate of Kenya · +254 20 1234')
  })

  test('does not end the last seat of the secretariat, and shows an ended seat as ended', async () => {
    const { slack } = product
    const secretariat = await slack.command('eva', 'allied-evals', 'admin seats secretariat')
    const form = await slack.click('eva', secretariat, 'Change Eva Lind')
    const kept = await slack.submit('eva', form, { standing: 'staff', from: '2026-01-01', until: '2026-12-31' })
    expect(kept.errors.until).toContain('Nobody of the secretariat would be left.')
    const seats = await slack.command('eva', 'allied-evals', 'admin seats wanjiru')
    const change = await slack.click('eva', seats, 'Change Wanjiru Kamau')
    const ended = await slack.submit('eva', change, { standing: 'contractor', from: '2026-11-01', until: '2026-11-02' })
    expect(ended.text).toContain('changed')
    expect((await slack.command('eva', 'allied-evals', 'admin seats wanjiru')).text).toContain('ended 2 Nov 2026')
    expect((await slack.command('eva', 'allied-evals', 'admin people wanjiru')).text).toContain('no seat today')
  })

  test('a seat that is given counts at once, and one that is ended no more', async () => {
    const { slack, operator } = product
    const seat = { person: 'Luc Bernard', organisation: 'France', role: 'secretariat' }
    await operator('give-seat', seat)
    expect((await slack.command('luc', 'allied-evals', 'admin')).text).toContain('The desk of')
    await operator('end-seat', { ...seat, until: '2026-11-01' })
    const ended = await operator('change-seat', { ...seat, from: '2026-01-01', until: '2026-11-01' })
    expect(JSON.stringify(ended)).toContain('Sunday 1 November 2026')
    expect((await slack.command('luc', 'allied-evals', 'admin')).text).toContain('this takes the secretariat')
  })

  test('binds the channel in which it is asked for, states who reads there, and lets it go', async () => {
    const { slack } = product
    const bound = await slack.command('eva', 'allied-data', 'admin bind Data governance')
    expect(bound.text).toContain('is bound')
    const form = await slack.click('eva', bound, 'State audience')
    const stated = await slack.submit('eva', form, {
      name: '#allied-data',
      kind: 'shared',
      guests: 'no',
      outsiders: 'no',
      organisations: 'org_japan,org_france',
    })
    expect(stated.text).toContain('Who reads there: shared, no guests, no outsiders.')
    expect(await last('audience-set')).toMatchObject({
      fact: { kind: 'shared', guests: false, organisations: ['org_france', 'org_japan'] },
    })
    const places = await slack.command('eva', 'allied-evals', 'admin places data')
    expect(places.text).toContain('Slack · Data governance · shared · read by France, Japan')
    const asked = await slack.click('eva', stated, 'Release place')
    expect(asked.text).toContain('Release #allied-data?')
    expect((await slack.click('eva', asked, 'Release place')).text).toContain('#allied-data is released')
    const desk = await slack.command('eva', 'allied-data', 'admin')
    expect(desk.text).toContain('This channel is bound to no committee or working group.')
    const again = await slack.submit('eva', await slack.click('eva', desk, 'Bind this channel'), {
      group: 'wg_data',
      name: '#data',
    })
    expect(again.text).toContain('#data is bound')
  })

  test('binds a Teams channel by a mention there, and answers in the 1:1 chat', async () => {
    const { teams } = product
    const eva = teams.person('eva')
    const channel = teams.channel('data')
    await teams.say(eva, channel, 'admin bind Data governance')
    const said = await teams.shows(teams.chat(eva), 'is bound')
    const dialog = await teams.openDialog(eva, said, 'State audience')
    const done = await teams.submitDialog(eva, dialog, {
      name: 'Data',
      kind: 'private',
      guests: 'no',
      outsiders: 'no',
      organisations: 'Japan',
    })
    expect(done.text).toContain('Data: changed')
  })

  test('binds no channel of a workspace in which nobody of the consortium is', async () => {
    const { slack } = product
    const places = await slack.command('eva', 'allied-evals', 'admin places')
    const chat = { ...places, channel: await slack.chat('eva') }
    const form = await slack.click('eva', chat, 'Bind channel')
    const address = {
      platform: 'slack',
      workspace: 'T0FOREIGN',
      channel: 'C0FOREIGN',
      group: 'wg_evaluation',
      name: '',
    }
    expect((await slack.submit('eva', form, address)).errors.workspace).toContain(
      'Nobody of this consortium has an account in T0FOREIGN.',
    )
    const own = await slack.submit('eva', form, {
      ...address,
      workspace,
      channel: slack.channelId('allied-evals'),
      group: entry(form, 'Safety'),
    })
    expect(own.errors.group).toContain('This place belongs to Evaluation already.')
  })
})
