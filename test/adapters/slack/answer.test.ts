import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '#src/core/answer.ts'
import { present } from '#src/core/assert.ts'
import { card } from '#src/view/build.ts'
import type { Form } from '#src/view/form.ts'
import { sampleForm } from '#test/contract/samples.ts'
import { objectsIn, shownIn } from './block-kit.ts'
import { click, clickInModal, clickThatOpens, direct, mention, submission } from './payloads.ts'
import { type Call, slackWorld, thanks, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await slackWorld()
})
afterEach(() => world.close())

const form: Form = { ...sampleForm, use: 'commit', values: { text: 'Publish', due: '31 Febuary', group: 'wg_1' } }
const asForm = (more: Partial<Form> = {}): Answer => ({ kind: 'form', form: { ...form, ...more } })
const refusal: Answer = { kind: 'refused', code: 'poll-closed', card: card('P-7 closed') }
const unreadable = { field: 'due', says: '“31 Febuary” is not a date I can read.' }

/** The first call of this method, once it was made. */
async function called(method: string): Promise<Call> {
  return vi.waitFor(
    () =>
      present(
        world.calls.find((call) => call.method === method),
        method,
      ),
    { interval: 5 },
  )
}
const methods = () => world.calls.map((call) => call.method)

describe('a slash command', () => {
  test('is understood as it was typed', async () => {
    await world.command({ text: 'commit “A &amp; B” by &lt;15 Dec&gt; for <@U9|carol> in <#C2|general>' })
    expect(world.intents).toEqual([
      {
        platform: 'slack',
        workspace: 'T1',
        via: 'T1',
        heard: false,
        account: 'U1',
        place: 'C1',
        use: 'commit',
        args: { text: '“A & B” by <15 Dec> for @carol in #general' },
        key: 'trigger.1',
        opens: false,
      },
    ])
  })
  test('has no place in a 1:1 chat', async () => {
    await world.command({ channel_id: 'D1' })
    expect(world.intents[0]?.place).toBeNull()
  })
  test('keeps one key when it is sent again without a trigger', async () => {
    await world.command({ trigger_id: '' })
    await world.command({ trigger_id: '' })
    expect(new Set(world.intents.map((intent) => intent.key)).size).toBe(1)
    expect(world.intents[0]?.key).toMatch(/^[0-9a-f]{64}$/)
  })
  test.each([thanks, refusal])('is answered by its acknowledgement, to the person alone', async (answer) => {
    world.answers(answer)
    const response = await world.command()
    expect(response.status).toBe(200)
    const said = await response.json()
    expect(said).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/^[CP]-/) })
    expect(shownIn(said.blocks)).toMatch(/C-12 Proposed for Japan|P-7 closed/)
    expect(world.calls).toEqual([])
  })
  test('is answered by the response_url where there is an image, and in words where Slack can’t fetch it', async () => {
    const picture = { kind: 'image', url: 'https://plenary.example/pictures/a.png', alt: '2 complete' } as const
    world.answers({ kind: 'said', card: card('Board', picture) })
    const refusing = (ok: object) => (body: Record<string, unknown>) =>
      JSON.stringify(body.blocks).includes('image_url') ? { status: 400, body: { ok: false } } : { body: ok }
    world.replies('respond', refusing({ ok: true }))
    world.replies('chat.postEphemeral', { body: { ok: false, error: 'invalid_blocks' } })
    const response = await world.command()
    expect([response.status, await response.text()]).toEqual([200, ''])
    await vi.waitFor(() => expect(methods()).toEqual(['respond', 'chat.postEphemeral', 'respond']), { interval: 5 })
    expect(shownIn(world.calls[2]?.body.blocks)).toContain('2 complete')
  })
  test('of an unknown workspace reaches the core, which refuses it', async () => {
    await world.command({ team_id: 'T9' })
    expect(world.intents[0]?.workspace).toBe('T9')
  })
  test('that asks for a form opens a modal at once and fills it when the core has answered', async () => {
    const late = Promise.withResolvers<Answer>()
    world.answers(late.promise)
    const response = await world.command({ text: 'commit' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    const { body } = await called('views.open')
    expect(body.trigger_id).toBe('trigger.1')
    expect(shownIn(body.view)).toContain('Loading…')
    late.resolve(asForm())
    const updated = await called('views.update')
    expect(updated.body).toMatchObject({ view_id: 'V1', hash: '156.h' })
    expect(shownIn(updated.body.view)).toContain('31 Febuary')
  })
  test('that asks for a form and is refused shows the card in the modal', async () => {
    world.answers(refusal)
    await world.command({ text: 'commit' })
    const { body } = await called('views.update')
    expect(shownIn(body.view)).toContain('P-7 closed')
    expect(body.view).not.toHaveProperty('submit')
    expect(shownIn((body.view as { close: unknown }).close)).toBe('Close')
  })
  test('with a mistake in it opens the form with the problem and what was typed', async () => {
    world.answers(asForm({ problems: [unreadable] }))
    expect(await (await world.command({ text: 'commit by 31 Febuary' })).text()).toBe('')
    const { body } = await called('views.open')
    expect(shownIn(body.view)).toContain('“31 Febuary” is not a date I can read.')
  })
  test.each(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'])(
    'falls back to a button on %s',
    async (error) => {
      world.replies('views.open', { body: { ok: false, error } })
      world.answers(asForm({ problems: [unreadable] }))
      await world.command({ text: 'commit' })
      const { body } = await called('respond')
      expect(shownIn(body.blocks)).toContain('Open the form')
      expect(shownIn(body.blocks)).toContain('“31 Febuary” is not a date I can read.')
      const button = objectsIn(body.blocks).find((object) => object.type === 'button')
      const args = { form: 'form_7k', consortium: 'con_1a' }
      expect(JSON.parse(String(button?.value))).toEqual({ use: 'commit', args, opens: true })
      expect(methods()).toEqual(['views.open', 'respond'])
    },
  )
})

describe('patience', () => {
  test('ends in an empty acknowledgement, and the answer follows by response_url', async () => {
    await world.close()
    world = await slackWorld({ patience: 1 })
    const late = Promise.withResolvers<Answer>()
    world.answers(late.promise)
    const response = await world.command()
    expect([response.status, await response.text()]).toEqual([200, ''])
    late.resolve(thanks)
    const { body } = await called('respond')
    expect(body).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(shownIn(body.blocks)).toContain('C-12')
  })
  test('ends in a modal that says it is saving, and is updated', async () => {
    await world.close()
    world = await slackWorld({ patience: 1 })
    const late = Promise.withResolvers<Answer>()
    world.answers(late.promise)
    const said = await (await world.interact(submission)).json()
    expect(said.response_action).toBe('update')
    expect(shownIn(said.view)).toContain('Saving…')
    late.resolve(asForm({ problems: [unreadable] }))
    const { body } = await called('views.update')
    expect(body.view_id).toBe('V1')
    expect(shownIn(body.view)).toContain('“31 Febuary” is not a date I can read.')
    expect(shownIn(body.view)).toContain('31 Febuary')
  })
})

describe('a click', () => {
  test('belongs to the workspace of who clicked, not to that of the channel', async () => {
    const response = await world.interact(click)
    expect([response.status, await response.text()]).toEqual([200, ''])
    const args = { consortium: 'con_1', poll: 'poll_7' }
    expect(world.intents).toEqual([
      {
        platform: 'slack',
        workspace: 'T2',
        via: 'T1',
        heard: false,
        account: 'U2',
        place: 'C1',
        use: 'vote',
        args,
        key: 'trigger.2',
        opens: false,
      },
    ])
  })
  test('has a key of its own where there is no trigger', async () => {
    const { trigger_id: _, ...without } = click
    await world.interact(without)
    expect(world.intents[0]?.key).toBe('U2:100.1:100.2')
  })
  test('on a card that others see is answered beside it, to the person alone', async () => {
    await world.interact(click)
    expect((await called('respond')).body).toMatchObject({ replace_original: false, response_type: 'ephemeral' })
  })
  test('on a card that only the person sees puts the answer in its place', async () => {
    await world.interact({ ...click, container: { ...click.container, is_ephemeral: true } })
    expect((await called('respond')).body).toMatchObject({ replace_original: true })
  })
  test('that opens a form opens a modal at once', async () => {
    world.answers(asForm())
    await world.interact(clickThatOpens)
    await called('views.update')
    expect(methods()).toEqual(['views.open', 'views.update'])
    expect(world.intents[0]).toMatchObject({ use: 'commit', opens: true })
  })
  test('in a modal is answered in that modal, and its channel is the place', async () => {
    await world.interact(clickInModal)
    const { body } = await called('views.update')
    expect(body.view_id).toBe('V7')
    expect(shownIn(body.view)).toContain('C-12')
    expect(JSON.parse(String((body.view as { private_metadata: string }).private_metadata))).toEqual({ channel: 'C1' })
    expect(world.intents[0]?.place).toBe('C1')
  })
  test('in a modal that was closed meanwhile is answered in the channel, to the person alone', async () => {
    world.replies('views.update', { body: { ok: false, error: 'not_found' } })
    await world.interact(clickInModal)
    expect((await called('chat.postEphemeral')).body).toMatchObject({ channel: 'C1', user: 'U2' })
  })
  test('whose response_url is gone is answered in the channel, to the person alone', async () => {
    world.replies('respond', { status: 404, body: { ok: false, error: 'expired_url' } })
    await world.interact(click)
    expect((await called('chat.postEphemeral')).body).toMatchObject({ channel: 'C1', user: 'U2' })
  })
  test('that can be answered neither way is answered 1:1', async () => {
    world.replies('respond', { status: 404, body: 'expired_url' })
    world.replies('chat.postEphemeral', { body: { ok: false, error: 'user_not_in_channel' } })
    await world.interact(click)
    expect((await called('chat.postMessage')).body.channel).toBe('D9')
    expect((await called('conversations.open')).body.users).toBe('U2')
  })
  test('in a 1:1 chat whose response_url is gone is answered 1:1', async () => {
    world.replies('respond', { status: 404, body: 'expired_url' })
    await world.interact({ ...click, channel: { id: 'D1' } })
    await called('chat.postMessage')
    expect(methods()).toEqual(['respond', 'conversations.open', 'chat.postMessage'])
    expect(world.intents[0]?.place).toBeNull()
  })
})

describe('a submitted form', () => {
  test('brings all its fields, also the empty ones, and its own id as the key', async () => {
    await world.interact(submission)
    const args = { text: 'Publish <b> & co', due: '', group: 'wg_2', form: 'form_7k', consortium: 'con_1a' }
    expect(world.intents).toEqual([
      {
        platform: 'slack',
        workspace: 'T1',
        via: 'T1',
        heard: false,
        account: 'U2',
        place: 'C1',
        use: 'commit',
        args,
        key: 'form_7k',
        opens: false,
      },
    ])
  })
  test('that is saved shows the card', async () => {
    const said = await (await world.interact(submission)).json()
    expect(said.response_action).toBe('update')
    expect(shownIn(said.view)).toContain('C-12 Proposed for Japan')
  })
  test('with problems on its fields keeps what was typed and says them there', async () => {
    world.answers(
      asForm({ problems: [unreadable, { field: 'text', says: 'Too long.' }, { field: 'text', says: 'Too bold.' }] }),
    )
    expect(await (await world.interact(submission)).json()).toEqual({
      response_action: 'errors',
      errors: { due: unreadable.says, text: 'Too long. Too bold.' },
    })
  })
  test.each([
    ['the whole', asForm({ problems: [unreadable, { says: 'Not in Evaluation.' }] }), 'Not in Evaluation.'],
    ['a field that was not drawn', asForm({ problems: [{ field: 'role', says: 'Not your role.' }] }), 'Not your role.'],
    ['another form', asForm({ id: 'form_8k', problems: [unreadable] }), unreadable.says],
  ])('with a problem on %s is drawn again with what was typed', async (_, answer, says) => {
    world.answers(answer)
    const said = await (await world.interact(submission)).json()
    expect(said.response_action).toBe('update')
    expect(shownIn(said.view)).toContain(says)
    expect(shownIn(said.view)).toContain('31 Febuary')
  })
})

describe('words to the bot', () => {
  test('in a channel are answered there, to the person alone', async () => {
    await world.event(mention)
    expect((await called('chat.postEphemeral')).body).toMatchObject({ channel: 'C1', user: 'U2' })
    expect(world.intents).toMatchObject([
      { use: 'vote', args: { text: 'P-7' }, place: 'C1', key: 'C1:200.1', workspace: 'T1' },
    ])
  })
  test('in a thread are answered in the thread', async () => {
    await world.event({ ...mention, event: { ...mention.event, thread_ts: '150.1' } })
    expect((await called('chat.postEphemeral')).body.thread_ts).toBe('150.1')
  })
  test('in a 1:1 chat are answered in that chat', async () => {
    await world.event(direct)
    expect((await called('chat.postMessage')).body).toMatchObject({ channel: 'D1' })
    expect(world.intents).toMatchObject([{ place: null, key: 'D1:200.2' }])
  })
  test('that ask for a form are answered with a button that opens it', async () => {
    world.answers(asForm())
    await world.event({ ...direct, event: { ...direct.event, text: 'commit' } })
    expect(shownIn((await called('chat.postMessage')).body.blocks)).toContain('Open the form')
  })
  test('keep the mention of somebody else', async () => {
    await world.event({ ...mention, event: { ...mention.event, text: '<@U9|carol> <@UBOT> vote' } })
    await called('chat.postEphemeral')
    expect(world.intents[0]).toMatchObject({ use: '@carol' })
  })
  test('are understood where they do not say who the bot is, as it was installed', async () => {
    const { authorizations: _, ...unnamed } = mention
    await world.event(unnamed)
    await called('chat.postEphemeral')
    await world.event(unnamed)
    await vi.waitFor(() => expect(world.intents).toHaveLength(2))
    expect(world.intents[1]).toMatchObject({ use: 'vote' })
  })
  test('of a connected workspace belong to that workspace', async () => {
    await world.event({ ...mention, event: { ...mention.event, user_team: 'T2' } })
    await called('chat.postEphemeral')
    expect(world.intents[0]?.workspace).toBe('T2')
  })
})

describe('a workspace', () => {
  afterEach(() => vi.useRealTimers())

  test('is looked up twice a minute, and a let-in is noticed after that', async () => {
    await world.close()
    vi.useFakeTimers({ toFake: ['Date'] })
    const lookups: string[] = []
    world = await slackWorld({ isIn: (team) => lookups.push(team) > 1 })
    await world.event(direct)
    await world.event(direct)
    expect([lookups, world.intents]).toEqual([['T1'], []])
    vi.advanceTimersByTime(31_000)
    await world.event(direct)
    await called('chat.postMessage')
    expect(lookups).toEqual(['T1', 'T1'])
  })
  test('that can’t be looked up now is left to the core, which says so', async () => {
    await world.close()
    world = await slackWorld({
      isIn: () => {
        throw new Error('down')
      },
    })
    await world.event(direct)
    await called('chat.postMessage')
    expect(world.intents).toHaveLength(1)
  })
})

test('a request that comes twice within the window has the same key twice', async () => {
  await world.interact(click)
  await world.interact(click)
  expect(world.intents.map((intent) => intent.key)).toEqual(['trigger.2', 'trigger.2'])
})

test('nothing that a person wrote and no secret is logged', async () => {
  world.replies('respond', { status: 404, body: 'expired_url' })
  world.replies('chat.postEphemeral', { body: { ok: false, error: 'user_not_in_channel' } })
  world.replies('conversations.open', { body: { ok: false, error: 'user_not_found' } })
  world.replies('chat.postMessage', { body: { ok: false, error: 'restricted_action' } })
  await world.interact(click)
  await vi.waitFor(() => expect(world.logs.some((line) => line.message === 'An answer was lost')).toBe(true))
  expect(JSON.stringify(world.logs)).not.toMatch(/Japan|U2|xoxb|hooks/)
})
