/** The adapter contract on Slack: drawn to Block Kit, sent back in the payloads that Slack makes of it. */
import { webApi } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import { failureOf } from '#adapters/slack/errors.ts'
import { clickToAsked, submissionToAsked } from '#adapters/slack/intent.ts'
import { Click, Submission } from '#adapters/slack/payloads.ts'
import { decodeRef, encodeRef } from '#adapters/slack/ref.ts'
import { cardToBlocks } from '#adapters/slack/render-card.ts'
import { formToView } from '#adapters/slack/render-form.ts'
import { present } from '#src/core/assert.ts'
import { adapterContract, type Readers } from '#test/contract/adapter-contract.ts'
import { linksIn, objectsIn, shownIn, violationsIn } from './block-kit.ts'
import { slackWorld, type World } from './world.ts'

type Drawn = { blocks: KnownBlock[] } | ModalView

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error })

adapterContract<Drawn, { workspace: string; channel: string; ts: string }>('slack', {
  drawCard: (card) => ({ blocks: cardToBlocks(card).blocks }),
  drawForm: (form) => formToView(form, 'C1').view,
  shown: (drawn) => shownIn('type' in drawn ? [drawn.title, drawn.blocks] : drawn.blocks),
  links: linksIn,
  clicks: (drawn) =>
    objectsIn(drawn.blocks)
      .filter((object) => object.type === 'button')
      .map((button) => understoodOf(click(button))),
  submit: (drawn, values) => understoodOf(submission(drawn, values)),
  violations: violationsIn,
  refs: {
    samples: [
      { workspace: 'T1', channel: 'C024BE91L', ts: '1503435956.000247' },
      { workspace: 'TABC', channel: 'D1', ts: '1.1' },
    ],
    encode: encodeRef,
    decode: decodeRef,
  },
  errors: {
    gone: [refused('message_not_found'), refused('is_archived'), refused('account_inactive')],
    forbidden: [
      refused('not_in_channel'),
      refused('channel_not_found'),
      refused('user_not_found'),
      refused('cannot_dm_bot'),
    ],
    throttled: [new webApi.WebAPIRateLimitedError(7)],
    unreachable: [
      new webApi.WebAPIRequestError(new TypeError('fetch failed')),
      new webApi.WebAPIHTTPError(503, 'Service Unavailable', {}),
      refused('internal_error'),
      new Error('socket'),
    ],
    rejected: [
      refused('invalid_blocks'),
      refused('msg_blocks_too_long'),
      new webApi.WebAPIHTTPError(400, 'Bad Request', {}),
    ],
  },
  failureOf,
  observe: observed,
})

function click(button: Record<string, unknown>) {
  const payload = Click.parse({
    type: 'block_actions',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    container: { type: 'message', message_ts: '1.1', channel_id: 'C1', is_ephemeral: false },
    actions: [{ type: 'button', action_id: button.action_id, value: button.value, action_ts: '2.2' }],
  })
  return clickToAsked(payload)
}

/** As Slack's client sends the state: null for what is empty. */
function submission(drawn: Drawn, values: Record<string, string>) {
  const inputs = objectsIn(drawn.blocks).filter((object) => object.type === 'input')
  const state = inputs.map(({ block_id, element }) => {
    const { type, action_id } = present(objectsIn(element)[0], 'an element')
    const value = values[String(block_id)] ?? null
    return [block_id, { [String(action_id)]: { type, ...filledIn(String(type), value) } }]
  })
  const payload = Submission.parse({
    type: 'view_submission',
    user: { id: 'U1', team_id: 'T1' },
    view: {
      id: 'V1',
      app_installed_team_id: 'T1',
      state: { values: Object.fromEntries(state) },
      ...('type' in drawn ? drawn : {}),
    },
  })
  return submissionToAsked(payload)
}

function filledIn(type: string, value: string | null) {
  if (type === 'static_select') return { selected_option: value === null ? null : { value } }
  if (type !== 'multi_static_select') return { value }
  return { selected_options: value === null ? [] : value.split(',').map((one) => ({ value: one })) }
}

function understoodOf(asked: ReturnType<typeof clickToAsked>) {
  const { use, args, opens } = present(asked, 'an intent').intent
  return { use, args, opens }
}

async function observed(readers: Readers) {
  const world = await slackWorld()
  try {
    if (readers === 'refused') world.replies('conversations.info', { body: { ok: false, error: 'channel_not_found' } })
    else showReaders(world, readers)
    return await world.adapter.observe({ platform: 'slack', workspace: 'T1', channel: 'C1' })
  } finally {
    await world.close()
  }
}

/** Slack tells of 100 members at a time, and of each person on asking. */
function showReaders(world: World, { guests, of, people }: Exclude<Readers, 'refused'>) {
  const shared = of.length > 0 && { is_shared: true, is_ext_shared: true, connected_team_ids: ['T1', ...of] }
  world.replies('conversations.info', { body: { ok: true, channel: { id: 'C1', is_private: true, ...shared } } })
  const members = Array.from({ length: people + guests }, (_, nth) => (nth < people ? `U${nth}` : `UGUEST${nth}`))
  const next_cursor = members.length > 100 ? 'more' : ''
  world.replies('conversations.members', {
    body: { ok: true, members: members.slice(0, 100), response_metadata: { next_cursor } },
  })
  world.replies('users.info', ({ user }) => ({
    body: { ok: true, user: { id: user, is_restricted: String(user).startsWith('UGUEST') } },
  }))
}
