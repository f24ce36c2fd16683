import { afterAll, beforeAll, expect, test } from 'vitest'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

onEachDatabase('A greeting', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  /** Somebody invites somebody to a Slack channel. */
  function joins(user: string, channel: string, inviter?: string) {
    const { slack } = product
    const event = {
      type: 'member_joined_channel',
      user,
      channel: slack.channelId(channel),
      channel_type: 'C',
      team: workspace,
      ...(inviter && { inviter: slack.userId(inviter) }),
    }
    const body = { type: 'event_callback', team_id: workspace, api_app_id: 'A0PLENARY', event, event_id: 'Ev1' }
    const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
    return slack.deliver(JSON.stringify({ ...body, authorizations }), { type: 'application/json' })
  }

  test('in a Slack channel says once what it does, how to begin and who runs it', async () => {
    const { slack, places } = product
    await joins(slack.userId('luc'), 'allied-evals', 'aiko')
    await joins('U0PLENARY', 'allied-evals', 'aiko')
    const greeting = await slack.shows(places.slack, 'one register and one tally')
    expect(greeting.text).toContain('This is a place of its working group Evaluation')
    expect(greeting.text).toContain('/plenary commit')
    expect(greeting.text).toContain('The secretariat runs it: Eva Lind.')
    await joins('U0PLENARY', 'allied-evals', 'luc')
    const help = await slack.click('luc', greeting, 'Log commitment')
    expect(help.where).toBe('modal')
    expect(await slack.messages(places.slack)).toHaveLength(1)
  })

  test('in a channel of nobody’s says whom to ask, by name only where a member let it in', async () => {
    const { slack } = product
    await joins('U0PLENARY', 'elsewhere', 'alice')
    const stranger = await slack.shows(slack.channelId('elsewhere'), 'not bound to a working group yet')
    expect(stranger.text).toContain('ask your secretariat to bind it')
    expect(stranger.text).not.toContain('Eva')
    await joins('U0PLENARY', 'allied-data', 'aiko')
    const member = await slack.shows(slack.channelId('allied-data'), 'not bound to a working group yet')
    expect(member.text).toContain('ask the secretariat, Eva Lind, to bind it')
  })

  test('in a team comes once, though Teams tells of it twice, and in a personal chat 1:1', async () => {
    const { teams, places } = product
    const greta = teams.person('greta')
    await Promise.all([
      teams.installed(greta, places.teams),
      teams.deliver(teams.activityOf(greta, places.teams, { type: 'conversationUpdate', membersAdded: [teams.bot] })),
    ])
    const greeting = await teams.shows(places.teams, 'one register and one tally')
    await teams.shows(places.teams, '@Plenary commit')
    await teams.shows(places.teams, 'The secretariat runs it: Eva Lind.')
    await teams.installed(greta, places.teams)
    expect(teams.messages(places.teams)).toHaveLength(1)
    expect((await teams.openDialog(greta, greeting, 'Log commitment')).text).toContain('Log a commitment')

    await teams.installed(greta, teams.chat(greta))
    await teams.installed(greta, teams.chat(greta))
    await teams.shows(teams.chat(greta), 'What you write here only you and I read.')
    expect(teams.messages(teams.chat(greta))).toHaveLength(1)
  })

  test('in the personal chat of an account that nobody linked says how to link it, and offers the form for a code alone', async () => {
    const { teams } = product
    const alice = teams.person('alice')
    await teams.installed(alice, teams.chat(alice))
    const greeting = await teams.shows(teams.chat(alice), 'I do not know yet whom this account belongs to.')
    await expect(teams.click(alice, greeting, 'Log commitment')).rejects.toThrow('there is no button')
    expect((await teams.openDialog(alice, greeting, 'Enter code')).text).toContain('Code from your secretariat')
  })

  test('is not said to a tenant that nobody let in, nor where somebody else is added', async () => {
    const { teams } = product
    const mallory = teams.person('mallory', '99999999-aaaa-4bbb-8ccc-000000000009')
    await teams.installed(mallory, teams.chat(mallory))
    expect(teams.messages(teams.chat(mallory))).toEqual([])
    const group = teams.group('elsewhere')
    const hana = teams.person('hana')
    expect(hana.tenant).toBe(tenant)
    await teams.deliver(teams.activityOf(hana, group, { type: 'conversationUpdate', membersAdded: [{ id: hana.id }] }))
    expect(teams.messages(group)).toEqual([])
    await teams.installed(hana, group)
    await teams.shows(group, 'ask the secretariat, Eva Lind, to bind it')
  })
})
