/** Valid requests of every kind, before anybody changes them: what people type, press, fill in and open, on both platforms and in a browser. */
import { buttonValue, metadataOf } from '#adapters/slack/intent.ts'
import { shortcuts } from '#src/core/quote.ts'
import { helpLines, useCases } from '#src/registry.ts'
import { fitting, known } from './known.ts'
import type { Json } from './mutate.ts'
import type { Random } from './random.ts'
import { canary, type Person, type Where } from './stage.ts'
import { appId } from './world.ts'

/** What is said, and through which door; a form's fields, or the JSON that the body is. */
export type Content =
  | { door: 'slack'; as: 'form'; fields: Record<string, string | Json> }
  | { door: 'slack'; as: 'json'; json: Json }
  | { door: 'teams'; as: 'json'; json: Json }

type Kind = { kind: string; make: (person: Person, random: Random, where: Where) => Content }

let serial = 0
const next = () => `${++serial}`

export const slackKinds: Kind[] = [
  { kind: 'Slack command', make: command },
  { kind: 'Slack mention', make: (person, random) => said(person, random, 'app_mention') },
  { kind: 'Slack 1:1 message', make: (person, random) => said(person, random, 'message') },
  {
    kind: 'Slack arrival',
    make: (person) =>
      event({ type: 'member_joined_channel', user: 'U0PLENARY', channel: 'C0EVALS', inviter: person.account }),
  },
  {
    kind: 'Slack home',
    make: (person) => event({ type: 'app_home_opened', user: person.account, channel: 'D0HOME', tab: 'home' }),
  },
  {
    kind: 'Slack other event',
    make: (person, random) =>
      event(
        {
          type: random.pick([
            'reaction_added',
            'app_uninstalled',
            'tokens_revoked',
            'channel_shared',
            'app_home_opened',
            'team_join',
          ]),
          user: person.account,
          tokens: { oauth: ['U9'], bot: ['U9'] },
        },
        'T0NOBODY',
      ),
  },
  { kind: 'Slack click', make: click },
  { kind: 'Slack submission', make: submission },
  { kind: 'Slack shortcut', make: messageShortcut },
  {
    kind: 'Slack closed view',
    make: (person) => interaction(person, { type: 'view_closed', view: { id: 'V1', callback_id: 'x' } }),
  },
  {
    kind: 'Slack options',
    make: (person) => interaction(person, { type: 'block_suggestion', action_id: 'x', value: canary }),
  },
  {
    kind: 'Slack url_verification',
    make: () => ({ door: 'slack', as: 'json', json: { type: 'url_verification', challenge: 'c', token: 't' } }),
  },
  { kind: 'Slack ssl_check', make: () => ({ door: 'slack', as: 'form', fields: { ssl_check: '1', token: 't' } }) },
]

export const teamsKinds: Kind[] = [
  {
    kind: 'Teams message',
    make: (person, random, where) =>
      activity(person, where, { type: 'message', text: typed(random), textFormat: 'plain', attachments: [] }),
  },
  { kind: 'Teams mention', make: mention },
  {
    kind: 'Teams old click',
    make: (person, random, where) => activity(person, where, { type: 'message', value: pressed(random) }),
  },
  {
    kind: 'Teams click',
    make: (person, random, where) =>
      invoke(person, where, 'adaptiveCard/action', {
        action: { type: 'Action.Execute', verb: 'act', data: pressed(random) },
        trigger: 'manual',
      }),
  },
  {
    kind: 'Teams task/fetch',
    make: (person, random, where) =>
      invoke(person, where, 'task/fetch', { data: { ...pressed(random), opens: true }, context: { theme: 'default' } }),
  },
  {
    kind: 'Teams task/submit',
    make: (person, random, where) =>
      invoke(person, where, 'task/submit', { data: filledIn(random, where), context: { theme: 'default' } }),
  },
  {
    kind: 'Teams shortcut',
    make: (person, random, where) => invoke(person, where, 'composeExtension/fetchTask', fetchTask(person, random)),
  },
  {
    kind: 'Teams submitAction',
    make: (person, random, where) =>
      invoke(person, where, 'composeExtension/submitAction', {
        ...fetchTask(person, random),
        data: filledIn(random, where),
      }),
  },
  {
    kind: 'Teams arrival',
    make: (person, random, where) =>
      activity(
        person,
        where,
        random.pick([
          { type: 'installationUpdate', action: 'add' },
          { type: 'conversationUpdate', membersAdded: [{ id: `28:${appId}` }] },
        ]),
      ),
  },
  {
    kind: 'Teams other activity',
    make: (person, random, where) =>
      activity(person, where, {
        type: random.pick([
          'installationUpdate',
          'messageReaction',
          'messageUpdate',
          'typing',
          'event',
          'endOfConversation',
          'handoff',
        ]),
        action: 'remove',
        name: 'x',
      }),
  },
]

/** A line that is understood, with words of its own in it. */
function typed(random: Random): string {
  const { typed: line } = random.pick(helpLines())
  const example = random.pick(line.examples)
  return random.chance(0.5) ? example : `${example} ${canary}`
}

/** A button's data: what fits, or any use case with arguments that it may have. */
function pressed(random: Random) {
  const opens = random.chance(0.2)
  if (random.chance(0.5)) {
    const [use, args] = random.pick(fitting)
    return { use, args: { consortium: 'con_demo', ...args }, opens }
  }
  const names = Object.keys(known)
  const args = Array.from({ length: random.int(6) }, () => random.pick(names))
  const pairs = args.map((name) => [name, random.pick(known[name] ?? [''])] as const)
  return { use: random.pick(useCases).name, args: { consortium: 'con_demo', ...Object.fromEntries(pairs) }, opens }
}

function filledIn(random: Random, { drafts }: Where) {
  const draft = random.pick(drafts)
  const { args } = pressed(random)
  const form = { id: draft.id, use: draft.use, consortium: 'con_demo', fields: Object.keys(args) }
  return { ...args, form }
}

function command({ account, workspace }: Person, random: Random, { responseUrl }: Where): Content {
  const fields = {
    command: '/plenary',
    text: typed(random),
    team_id: workspace,
    user_id: account,
    channel_id: random.pick(['C0EVALS', 'C0DATA', 'D0CHAT', 'C0NOWHERE']),
    trigger_id: `t${next()}`,
    response_url: responseUrl,
  }
  return { door: 'slack', as: 'form', fields }
}

function event(event: Json, workspace = 'T0ALLIED'): Content {
  const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
  return {
    door: 'slack',
    as: 'json',
    json: { type: 'event_callback', team_id: workspace, event_id: `Ev${next()}`, authorizations, event },
  }
}

function said({ account, workspace }: Person, random: Random, type: 'app_mention' | 'message'): Content {
  const ts = `1700000000.${next().padStart(6, '0')}`
  const where = type === 'message' ? { channel_type: 'im', channel: 'D0CHAT' } : { channel: 'C0EVALS' }
  const text = type === 'message' ? typed(random) : `<@U0PLENARY> ${typed(random)}`
  return event({ type, user: account, team: workspace, text, ts, event_ts: ts, ...where })
}

function interaction({ account, workspace }: Person, more: Record<string, Json>): Content {
  const payload = {
    user: { id: account, team_id: workspace },
    team: { id: workspace },
    trigger_id: `t${next()}`,
    ...more,
  }
  return { door: 'slack', as: 'form', fields: { payload } }
}

function click(person: Person, random: Random, { responseUrl }: Where): Content {
  const channel = random.pick(['C0EVALS', 'D0CHAT'])
  const container = { type: 'message', channel_id: channel, message_ts: '1.1', is_ephemeral: random.chance(0.5) }
  const button = { type: 'button', action_id: 'act-0', action_ts: `${next()}.1`, value: buttonValue(pressed(random)) }
  const inMessage = { channel: { id: channel }, container, response_url: responseUrl }
  const view = { id: 'V1', hash: '1.h', type: 'modal', callback_id: 'x', private_metadata: metadataOf({ channel }) }
  const inView = { container: { type: 'view', view_id: 'V1' }, view }
  return interaction(person, { type: 'block_actions', actions: [button], ...(random.chance(0.8) ? inMessage : inView) })
}

function submission(person: Person, random: Random, { drafts }: Where): Content {
  const draft = random.pick(drafts)
  const filled = Object.entries(pressed(random).args).map(([name, value]) => {
    const element = random.chance(0.7)
      ? { type: 'plain_text_input', value }
      : { type: 'static_select', selected_option: { value } }
    return [name, { [draft.id]: element }] as const
  })
  const metadata = { use: draft.use, form: draft.id, consortium: 'con_demo', channel: 'C0EVALS' }
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'x',
    private_metadata: metadataOf(metadata),
    state: { values: Object.fromEntries(filled) },
  }
  return interaction(person, { type: 'view_submission', view })
}

function messageShortcut(person: Person, random: Random, { responseUrl }: Where): Content {
  const message = {
    ts: '1700000000.000100',
    user: random.pick(['U0LUC', 'U0AIKO', 'U0KIM']),
    team: 'T0ALLIED',
    text: canary,
  }
  const pressedOn = {
    callback_id: random.pick(shortcuts).id,
    channel: { id: 'C0EVALS' },
    message,
    message_ts: message.ts,
  }
  return interaction(person, {
    type: 'message_action',
    action_ts: `${next()}.1`,
    response_url: responseUrl,
    ...pressedOn,
  })
}

function activity({ account, workspace }: Person, { serviceUrl }: Where, more: Record<string, Json>): Content {
  const id = next()
  const json = {
    channelId: 'msteams',
    id: `f:${id}`,
    serviceUrl,
    from: { id: `29:${account}`, aadObjectId: account, name: 'Somebody' },
    recipient: { id: `28:${appId}`, name: 'Plenary' },
    // A conversation of its own, since Teams takes seven messages a second in one.
    conversation: { id: `a:${id}`, conversationType: 'personal', tenantId: workspace },
    channelData: { tenant: { id: workspace } },
    ...more,
  }
  return { door: 'teams', as: 'json', json }
}

function mention(person: Person, random: Random, where: Where): Content {
  const at = '<at>Plenary</at>'
  const entities = [{ type: 'mention', text: at, mentioned: { id: `28:${appId}`, name: 'Plenary' } }]
  const conversation = { id: `19:eval${next()}@thread.tacv2`, conversationType: 'channel', tenantId: person.workspace }
  return activity(person, where, { type: 'message', text: `${at} ${typed(random)}`, entities, conversation })
}

function invoke(person: Person, where: Where, name: string, value: Json): Content {
  return activity(person, where, { type: 'invoke', name, value })
}

function fetchTask({ account }: Person, random: Random) {
  const user = { userIdentityType: 'aadUser', id: account, displayName: 'Somebody' }
  const messagePayload = {
    id: '1',
    createdDateTime: '2026-11-03T14:02:34.12Z',
    deleted: false,
    body: { contentType: 'html', content: canary },
    from: { user },
  }
  return { commandId: random.pick(shortcuts).id, commandContext: 'message', messagePayload }
}
