import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { promised } from '../support/standing.ts'

/** Nine recommendations; Japan answers in Evaluation, and is assessed there. */
onEachDatabase('A board', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, places } = product
    await promised(product)
    await slack.shows(places.slack, 'Publish our evaluation results')
    await slack.command('eva', 'allied-evals', 'assign R-4.2 lead Japan')
    await slack.command('aiko', 'allied-evals', 'update R-4.2 limited at risk Two of five are public')
  })
  afterAll(() => product.close())

  test('shows what a working group tracks with both axes, on both platforms', async () => {
    const { slack, teams } = product
    const here = await slack.command('luc', 'allied-evals', 'track')
    expect(here.text).toContain('Working group Evaluation · 1 recommendation')
    expect(here.text).toMatch(/R-4\.2 .*: 1 commitment/)
    expect(here.text).toContain('▓▓░░  limited, at risk')
    expect(here.text).toContain('Found  ·  not assessed')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'track all')
    const all = await teams.shows(teams.chat(greta), 'All recommendations · 9 recommendations')
    const next = await teams.click(greta, all, 'Next 4')
    expect(next.text).toContain('6 to 9 of 9.')
  })

  test('opens each of its rows, on both platforms', async () => {
    const { slack, teams } = product
    const all = await slack.command('luc', 'allied-evals', 'track all')
    const references = [...all.text.matchAll(/R-[\d.]+(?= .*: )/g)].map(([reference]) => reference)
    expect(references).toHaveLength(5)
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'track all')
    const inTeams = await teams.shows(teams.chat(greta), 'All recommendations')
    for (const reference of references) {
      expect((await slack.click('luc', all, `Show ${reference}`)).text).toContain('Answered by')
      expect((await teams.click(greta, inTeams, `Show ${reference}`)).text).toContain(`${reference} `)
    }
  })

  test.each([
    ['track owner japan', 'Owner Japan · 1 recommendation'],
    ['track country jp', 'Owners in Japan · 1 recommendation'],
    ['track theme talent', 'Theme talent · '],
    ['track owner France', 'No recommendation that you may see stands here.'],
    ['track Nowhere', 'There is no working group “Nowhere” here.'],
    [
      'track country Atlantis',
      '“Atlantis” is no country of ISO 3166-1. Write its two letters, for example JP, or its name in English.',
    ],
    [`track theme ${'x'.repeat(101)}`, 'Write at most 100 characters.'],
  ])('is found by what it is about: %s', async (line, says) => {
    expect((await product.slack.command('luc', 'allied-evals', line)).text).toContain(says)
  })

  test('is narrowed by a form, on both platforms', async () => {
    const { slack, teams } = product
    const form = await slack.click('luc', await slack.command('luc', 'allied-evals', 'track all'), 'Filter board')
    expect((await slack.submit('luc', form, { owner: 'org_japan' })).text).toContain('Owner Japan · 1 recommendation')
    const greta = teams.person('greta')
    const all = await teams.shows(teams.chat(greta), 'All recommendations')
    const dialog = await teams.openDialog(greta, all, 'Filter board')
    expect((await teams.submitDialog(greta, dialog, { country: 'JP' })).text).toContain('Owners in Japan')
  })

  test('becomes a picture with every number in its words, whose address opens for whoever it was made for as long as they may see it', async () => {
    const { slack, teams, url } = product
    const greta = teams.person('greta')
    const all = await teams.shows(teams.chat(greta), 'All recommendations')
    const shown = await teams.click(greta, all, 'Show picture')
    expect(JSON.stringify(shown.card)).toContain('Number of recommendations, as of')
    const [address = ''] = /http[^"\\ ]*\/pictures\/[\w-]+\.png/.exec(JSON.stringify(shown.card)) ?? []
    expect(address.startsWith(url)).toBe(true)
    const picture = await fetch(address)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const before = Buffer.from(await picture.arrayBuffer())
    expect(before.subarray(1, 4).toString()).toBe('PNG')
    const forged = await fetch(address.replace(/.{3}\.png$/, 'AAA.png'))
    expect(forged.status).toBe(404)
    // Her account may see less by the time the address is opened: for Japan alone is counted no more.
    await slack.command('eva', 'allied-evals', 'label R-4.2 TLP:AMBER for Japan')
    const narrowed = await fetch(address)
    expect(Buffer.from(await narrowed.arrayBuffer()).equals(before)).toBe(false)
    const typed = await slack.click('luc', await slack.command('luc', 'allied-evals', 'track all'), 'Show picture')
    expect(typed.text).toContain('Reported.')
  })

  test('stands as a picture in the place where it was asked for, with what everyone there may see, and follows what moves', async () => {
    const { slack, teams, places, composed } = product
    const picture = await slack.click('luc', await slack.command('luc', 'allied-evals', 'track all'), 'Show picture')
    const answer = await slack.click('luc', picture, 'Post here')
    expect(answer.text).toContain('The picture of All recommendations is shown in #allied-evals (Slack)')
    const posted = await slack.shows(places.slack, 'It counts what everyone who reads here may see')
    // is for Japan alone by now, and France reads there.
    expect(posted.text).toContain('8 no report')
    expect(posted.text).toContain('TLP:GREEN')
    expect(posted.text).not.toContain('Post here')
    const address = addressIn(JSON.stringify(posted))
    const drawn = await bytesAt(address)
    expect(drawn?.subarray(1, 4).toString()).toBe('PNG')

    await slack.command('eva', 'allied-evals', 'label R-1.1 TLP:AMBER for France')
    const narrowed = await slack.shows(places.slack, '7 no report')
    expect(await bytesAt(address)).not.toEqual(drawn)
    expect(addressIn(JSON.stringify(narrowed))).not.toBe(address)

    await slack.command('eva', 'allied-evals', 'assign R-1.2 lead Germany')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'update R-1.2 limited on track Begun')
    await teams.shows(teams.chat(greta), 'R-1.2')
    await composed.clockwork.sweep()
    await slack.shows(places.slack, '1 limited, 6 no report')
    const board = await slack.click('luc', await slack.shows(places.slack, '1 limited, 6 no report'), 'Show board')
    expect(board.text).toContain('All recommendations · 8 recommendations')
  })

  test('is put from a 1:1 chat into the places of the group that is chosen, where anything of it may be seen', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const picture = async (line: string, says: string) => {
      await teams.say(hana, teams.chat(hana), line)
      return teams.click(hana, await teams.shows(teams.chat(hana), says), 'Show picture')
    }
    const into = async (shown: Awaited<ReturnType<typeof picture>>) =>
      teams.openDialog(hana, await teams.click(hana, shown, 'Post here'), 'Open the form')
    const dialog = await into(await picture('track theme talent', 'Theme talent'))
    const sent = await teams.submitDialog(hana, dialog, { into: 'Evaluation' })
    expect(sent.text).toContain('The picture of Theme talent is shown in #allied-evals (Slack) and Evaluation (Teams)')
    const posted = await teams.shows(places.teams, 'Progress: Theme talent')
    expect((await bytesAt(addressIn(JSON.stringify(posted.card))))?.subarray(1, 4).toString()).toBe('PNG')
    await slack.shows(places.slack, 'Progress: Theme talent')

    // Of what Japan leads, R-4.2 is for Japan alone.
    const empty = await teams.submitDialog(hana, await into(await picture('track owner japan', 'Owner Japan')), {
      into: 'Evaluation',
    })
    expect(JSON.stringify(empty)).toContain(
      'Nothing was posted: Owner Japan holds no recommendation that everyone who reads in a place of Evaluation may see.',
    )
    const owen = await slack.click('owen', await slack.command('owen', 'allied-evals', 'track all'), 'Show picture')
    expect(owen.text).not.toContain('Post here')
  })
})

function addressIn(json: string): string {
  return /http[^"\\ ]*\/pictures\/[\w-]+\.png/.exec(json)?.[0] ?? ''
}

async function bytesAt(address: string): Promise<Buffer | undefined> {
  const response = await fetch(address)
  return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined
}
