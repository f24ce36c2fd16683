import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Eva of the secretariat registers D-1 for Evaluation; Aiko and Hana are of Japan, Luc of France. */
onEachDatabase('A draft standard', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const draft = {
    ...{ standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', stage: 'DIS' },
    ...{ link: 'https://example.org/dis-42119-2', closes: '2099-03-01 17:00' },
  }

  test('is registered by the secretariat alone, once its period was seen in full', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'draft')).text).toContain('this takes the secretariat')
    const form = await slack.command('eva', 'allied-evals', 'draft ISO/IEC DIS 42119-2')
    const wrong = await slack.submit('eva', form, { ...draft, link: 'javascript:alert(1)', closes: 'some day' })
    expect(wrong.errors?.closes).toContain('some day')
    expect(wrong.errors?.link).toBeDefined()
    const preview = await slack.submit('eva', form, draft)
    expect(preview.text).toContain('Nothing is saved yet')
    expect(preview.text).toContain('Sunday 1 March 2099')
    const registered = await slack.click('eva', preview, 'Register draft')
    expect(registered.text).toContain('D-1 ISO/IEC DIS 42119-2 is registered')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'drafts')
    const listed = await teams.shows(teams.chat(hana), '1 draft')
    const shown = await teams.click(hana, listed, 'Show D-1')
    expect(shown.text).toContain('0 comments')
  })

  test('takes a comment of an expert, which others see when the head delegate made it the organisation’s', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const form = await slack.command('aiko', 'allied-evals', 'comment D-1 The term is not defined')
    const missing = await slack.submit('aiko', form, { clause: 'Clause 3.1' })
    expect(missing.errors?.about).toContain('Choose general, technical or editorial')
    const words = { clause: 'Clause 3.1', paragraph: 'Note 2', line: '17', about: 'technical' }
    const written = await slack.submit('aiko', form, { ...words, proposed: 'Define it in 3.2' })
    expect(written.text).toContain('Your comment waits for your delegate')
    expect((await slack.command('luc', 'allied-evals', 'comments D-1')).text).toContain('Nobody has commented yet')

    const told = await teams.shows(teams.chat(hana), 'Aiko Mori commented on D-1 for Japan')
    expect(textOf(told.card)).not.toContain('The term')
    const waiting = await teams.click(hana, told, 'Review waiting comments')
    expect(waiting.text).toContain('The term is not defined')
    const whole = await teams.click(hana, waiting, 'Show no. 1')
    expect(whole.text).toContain('Define it in 3.2')
    expect((await teams.click(hana, whole, 'Validate comment')).text).toContain('JP-001 is a comment of Japan')
    expect((await teams.click(hana, whole, 'Send back comment')).text).toContain(
      'somebody settled this comment already',
    )

    const seen = await slack.command('luc', 'allied-evals', 'comments D-1')
    expect(seen.text).toMatch(/Clause 3\.1[\s\S]*JP-001 Note 2, line 17, technical: The term is not defined/)
    const one = await slack.click('luc', seen, 'Show JP-001')
    expect(one.text).toContain('Define it in 3.2')
    expect(one.text).not.toContain('Withdraw comment')
  })

  test('lists the comments in the natural order of clauses, and validates those that wait at once', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    for (const clause of ['10', 'A.1', '2', '']) {
      const form = await slack.command('aiko', 'allied-evals', `comment D-1 On ${clause || 'all of it'}`)
      await slack.submit('aiko', form, { clause, about: 'editorial' })
    }
    await teams.say(hana, teams.chat(hana), 'home')
    const home = await teams.shows(teams.chat(hana), 'Comments to validate')
    expect(textOf(home.card)).toContain('D-1 ISO/IEC DIS 42119-2: 4 comments wait')
    const waiting = await teams.openDialog(hana, home, 'Review comments on D-1')
    expect(waiting.text).toContain('D-1 4 waiting comments')
    const done = await teams.click(hana, waiting, 'Validate 4 comments')
    expect(done.text).toContain('4 comments on D-1 are Japan’s')
    const settled = async () => textOf((await teams.shows(teams.chat(hana), 'Your home')).card)
    await expect.poll(settled, { timeout: 12_000 }).not.toContain('Comments to validate')
    const listed = await slack.command('luc', 'allied-evals', 'comments D-1')
    expect(listed.text).toMatch(
      /General[\s\S]*all of it[\s\S]*Clause 2[\s\S]*Clause 3\.1[\s\S]*Clause 10[\s\S]*Clause A\.1/,
    )
    expect((await slack.command('luc', 'allied-evals', 'show D-1')).text).toContain('5 comments of 1 organisation')
    await teams.say(hana, teams.chat(hana), 'comments D-1 waiting')
    await teams.shows(teams.chat(hana), 'Nothing of your people waits')
  })

  test('has a comment of a delegate with its number at once, and one taken back is counted no more', async () => {
    const { slack } = product
    const form = await slack.command('luc', 'allied-evals', 'comment D-1 Delete it')
    const mine = await slack.submit('luc', form, { about: 'general' })
    expect(mine.text).toContain('FR-006 is a comment of France')
    const shown = await slack.click('luc', mine, 'Show comment')
    expect(
      (await slack.click('luc', await slack.click('luc', shown, 'Withdraw comment'), 'Withdraw comment')).text,
    ).toContain('Your comment is withdrawn')
    expect((await slack.command('aiko', 'allied-evals', 'show D-1')).text).toContain('5 comments of 1 organisation')
  })

  test('is not commented on by whoever does not exist, is outside or names no draft', async () => {
    const { slack } = product
    expect((await slack.command('luc', 'allied-evals', 'show D-99')).text).toContain('There is no D-99')
    expect((await slack.command('luc', 'allied-evals', 'comments D-99')).text).toContain('There is no D-99')
    const form = await slack.command('luc', 'allied-evals', 'comment D-99 Anything')
    const refused = await slack.submit('luc', form, { about: 'general' })
    expect(refused.errors?.reference ?? refused.text).toContain('There is no D-99')
  })

  test('that is late says so', async () => {
    const { slack } = product
    await on().owner.query("update drafts set closes_at = now() - interval '1 hour'")
    const form = await slack.command('luc', 'allied-evals', 'comment D-1 Too late?')
    const late = await slack.submit('luc', form, { about: 'general' })
    expect(late.text).toContain('recorded as late')
    expect((await slack.command('aiko', 'allied-evals', 'show D-1')).text).toContain('The comment period is over')
  })
})
