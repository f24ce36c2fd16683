/** The Teams adapter under the contract of all adapters; what it draws is read as a Teams client reads it. */
import { z } from 'zod'
import { ConnectorError, failureOf } from '#adapters/teams/errors.ts'
import { pressedIn } from '#adapters/teams/intent.ts'
import { decodeRef, encodeRef, type Ref } from '#adapters/teams/ref.ts'
import { type AdaptiveCard, cardToAdaptiveCard } from '#adapters/teams/render-card.ts'
import { formToCard } from '#adapters/teams/render-form.ts'
import { present } from '#src/core/assert.ts'
import { adapterContract, type Readers } from '#test/contract/adapter-contract.ts'
import { tenant } from '#test/support/connector.ts'
import { actionsOf, cardViolations, filledIn, linksOf, textOf } from '#test/support/connector-cards.ts'
import { startBot } from './bot.ts'

/** What the client sends back: the button's data, through JSON. */
function sent(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data))
}

adapterContract<AdaptiveCard, Ref>('teams', {
  drawCard: (card) => cardToAdaptiveCard(card),
  drawForm: formToCard,
  shown: textOf,
  links: linksOf,
  clicks: (drawn) => actionsOf(drawn).map((action) => present(pressedIn(sent(action.data)), 'a click')),
  submit(drawn, values) {
    const empty = Object.fromEntries(Object.keys(filledIn(drawn, {})).map((name) => [name, '']))
    const data = z.record(z.string(), z.unknown()).parse(actionsOf(drawn)[0]?.data)
    const { use, args } = present(
      pressedIn(sent({ ...data, ...filledIn(drawn, { ...empty, ...values }) })),
      'a submission',
    )
    return { use, args }
  },
  violations: cardViolations,
  refs: {
    samples: [
      { tenant: '11111111-aaaa-4bbb-8ccc-1', conversation: '19:allied-evals@thread.tacv2', activity: '1700000000001' },
      { tenant: 't', conversation: '19:ä;messageid=17@thread.tacv2', activity: '1:x"y' },
    ],
    encode: encodeRef,
    decode: decodeRef,
  },
  errors: {
    gone: [
      new ConnectorError(404, 'ServiceError'),
      new ConnectorError(404, 'ActivityNotFoundInConversation'),
      new ConnectorError(400, 'ConversationNotFound'),
    ],
    forbidden: [new ConnectorError(403, 'BotNotInConversationRoster'), new ConnectorError(401, 'Unauthorized')],
    throttled: [new ConnectorError(429, 'Throttled', 7), new ConnectorError(412, 'PreconditionFailed', 7)],
    unreachable: [
      new ConnectorError(502, 'BadGateway'),
      new ConnectorError(408, 'Timeout'),
      new TypeError('fetch failed'),
      new DOMException('timed out', 'TimeoutError'),
    ],
    rejected: [new ConnectorError(400, 'BadSyntax'), new ConnectorError(413, 'MessageSizeTooBig')],
  },
  failureOf,
  observe: observed,
})

async function observed(readers: Readers) {
  const bot = await startBot()
  try {
    const channel = bot.connector.channel('evaluation')
    if (readers !== 'refused') {
      const named = (kind: string, count: number, home = tenant) =>
        Array.from({ length: count }, (_, nth) => bot.connector.person(`${kind}${nth}`, home))
      const away = readers.of.flatMap((home) => named(home, 1, home))
      bot.connector.seat(channel, [...named('member', readers.people), ...away], named('guest', readers.guests))
    }
    return await bot.adapter.observe({ platform: 'teams', workspace: tenant, channel })
  } finally {
    await bot.close()
  }
}
