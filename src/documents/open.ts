/** Saying the word of a link's page: the account confirms in its own chat that the browser which shows it is its own. */
import { z } from 'zod'
import { granted, grants, Role } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { type DocumentFact, mostTries } from './documents.ts'
import type { LinkReader } from './store.ts'
import { burntCard, confirmedCard, wrongCard } from './views.ts'

/** Also somebody without a seat may have asked for the own data. */
const anybody = granted('anybody', 'a person of this consortium', { ...grants(Role.options, 'any'), seatless: 'any' })

export const openLink = changing('open-link', {
  input: z.object({
    word: z
      .string()
      .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'Type the six digits that the page shows, for example open 482 113.')),
  }),
  says: 'Open the page of a link that shows six digits',
  may: anybody,
  typed: {
    word: 'open',
    usage: 'open NUMBER',
    examples: ['open 482 113', 'open 482113'],
    read: (rest) => (rest === '' ? undefined : { word: rest }),
  },
  load: async ({ word }, read: { links: LinkReader }, { account }) =>
    account === null ? undefined : { account, awaiting: await read.links.awaiting(account, word) },
  decide: (_input, state, at): Decision<DocumentFact> => {
    if (!state) return decline(refuse('not-yours', { role: anybody.says }))
    const { account, awaiting } = state
    const { link } = awaiting
    if (at.heard && link !== undefined) {
      return accept([{ type: 'word-burnt', personal: true, link }], { says: burntCard() })
    }
    if (at.here !== null) return decline(refuse('in-chat-only', {}))
    if (awaiting.pages === 0) return decline(refuse('no-page-waits', {}))
    if (link !== undefined) return accept([{ type: 'link-confirmed', personal: true, link }], { says: confirmedCard() })
    const left = mostTries - awaiting.tries - 1
    return accept([{ type: 'word-wrong', personal: true, account }], { says: wrongCard(left) })
  },
})
