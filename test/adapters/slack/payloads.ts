/** Payloads as Slack sends them, cut to what matters: https://docs.slack.dev/reference/interaction-payloads */
import { buttonValue, metadataOf } from '#adapters/slack/intent.ts'
import { responseUrl } from './world.ts'

const value = buttonValue({ use: 'vote', args: { consortium: 'con_1', poll: 'poll_7' }, opens: false })

/** bob of another workspace clicks a card in a shared channel. */
export const click = {
  type: 'block_actions',
  user: { id: 'U2', username: 'bob', team_id: 'T2' },
  team: { id: 'T1', domain: 'home' },
  api_app_id: 'A1',
  token: 'unused',
  trigger_id: 'trigger.2',
  response_url: responseUrl,
  channel: { id: 'C1', name: 'evals' },
  container: { type: 'message', message_ts: '100.1', channel_id: 'C1', is_ephemeral: false },
  actions: [
    {
      type: 'button',
      block_id: 'b',
      action_id: 'act-0',
      action_ts: '100.2',
      value,
      text: { type: 'plain_text', text: 'Vote' },
    },
  ],
}

export const clickThatOpens = {
  ...click,
  actions: [{ ...click.actions[0], value: buttonValue({ use: 'commit', args: {}, opens: true }) }],
}

/** A click in a modal has no channel and no response_url. */
export const clickInModal = {
  type: 'block_actions',
  user: { id: 'U2', team_id: 'T1' },
  team: { id: 'T1' },
  trigger_id: 'trigger.3',
  container: { type: 'view', view_id: 'V7' },
  view: {
    id: 'V7',
    hash: '1.h',
    type: 'modal',
    callback_id: 'plenary-card',
    private_metadata: metadataOf({ channel: 'C1' }),
  },
  actions: click.actions,
}

export const submission = {
  type: 'view_submission',
  user: { id: 'U2', team_id: 'T1' },
  team: { id: 'T1' },
  trigger_id: 'trigger.4',
  view: {
    id: 'V1',
    hash: '2.h',
    type: 'modal',
    callback_id: 'plenary-form',
    private_metadata: metadataOf({ use: 'commit', form: 'form_7k', consortium: 'con_1a', channel: 'C1' }),
    state: {
      values: {
        text: { form_7k: { type: 'plain_text_input', value: 'Publish <b> & co' } },
        due: { form_7k: { type: 'plain_text_input', value: null } },
        group: {
          form_7k: {
            type: 'static_select',
            selected_option: { value: 'wg_2', text: { type: 'plain_text', text: 'X' } },
          },
        },
      },
    },
  },
}

const authorizations = [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }]
const envelope = {
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event_id: 'Ev1',
  event_time: 1,
  authorizations,
}

export const mention = {
  ...envelope,
  event: {
    type: 'app_mention',
    user: 'U2',
    team: 'T1',
    text: '<@UBOT> vote P-7',
    channel: 'C1',
    ts: '200.1',
    event_ts: '200.1',
  },
}

export const direct = {
  ...envelope,
  event: { type: 'message', channel_type: 'im', user: 'U2', team: 'T1', text: 'vote P-7', channel: 'D1', ts: '200.2' },
}
