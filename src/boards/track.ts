/** Tracking: the board of a scope, page by page, and the picture of how it moved. */
import { z } from 'zod'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { mayPost } from '#src/commitments/posting.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { participant } from '#src/core/access.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import { lastsUntil } from '#src/core/picture.ts'
import { isRefusal, type Refusal } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { type At, showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import type { AxesReader, RecommendationReader } from '#src/recommendations/store.ts'
import { perPage, ScopeInput, scopeIn } from './board.ts'
import { asTracked, figureOf } from './figure.ts'
import { type Scope, scopeOf } from './scope.ts'
import { type Board, filterForm, pictureCard, type Row, trackCard } from './views.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  axes: AxesReader
  commitments: CommitmentReader
}

const Asked = z.object({ ...ScopeInput, page: Page })

export const track = showing('track', {
  input: Asked,
  says: 'Show how far recommendations are: of a working group, a theme, an owner or a country',
  may: participant,
  typed: {
    word: 'track',
    usage: 'track [GROUP, theme THEME, owner NAME or country NAME]',
    examples: ['track Evaluation', 'track owner japan'],
    read: scopeIn,
  },
  load: (input, read: Read, at) => boardOf(input, read, at),
  show: ({ page }, loaded) => (isRefusal(loaded) ? loaded : trackCard(loaded, page)),
})

export const filterBoard = showing('filter-board', {
  input: Asked,
  says: 'Choose which recommendations a board shows',
  may: participant,
  form: async (_values, read: Read) =>
    filterForm(await read.consortium.groups(), await read.consortium.organisations()),
  load: (input, read: Read, at) => boardOf(input, read, at),
  show: ({ page }, loaded) => (isRefusal(loaded) ? loaded : trackCard(loaded, page)),
})

export const showPicture = showing('show-picture', {
  input: z.object(ScopeInput),
  says: 'Show how the recommendations of a board moved, as a picture',
  may: participant,
  load: async (typed, read: Read, at) => {
    const scope = await scopeOf(typed, read, at)
    if (isRefusal(scope)) return scope
    const { id } = await read.consortium.consortium()
    return { scope, consortium: id, figure: await figureOf(scope, read, { viewer: at.actor, now: at.now }) }
  },
  show: (_typed, loaded, at) => {
    if (isRefusal(loaded)) return loaded
    const { scope, consortium, figure } = loaded
    return pictureCard(scope, figure, addressOf(consortium, scope, at), mayPost.test(at.actor, undefined))
  },
})

async function boardOf({ page, ...typed }: z.output<typeof Asked>, read: Read, at: At): Promise<Board | Refusal> {
  const scope = await scopeOf(typed, read, at)
  if (isRefusal(scope)) return scope
  const { total, rows } = await read.recommendations.page(
    { ...scope.among, prefix: undefined, seenBy: at.actor },
    { offset: (page - 1) * perPage, limit: perPage },
  )
  const axes = await read.axes.of(rows.map(asTracked), at.actor, at.now)
  const { zone } = await read.consortium.consortium()
  const lines: Row[] = []
  for (const recommendation of rows) {
    const all = await read.commitments.ofRecommendation(recommendation.id, at.now)
    const seen = all.filter((line) => seenBy(at.actor, commitmentItem(line)) === 'full')
    const late = seen.filter(({ overdue }) => overdue).length
    const stand = axes.get(recommendation.id) ?? { reported: null, found: null }
    lines.push({ recommendation, axes: stand, commitments: seen.length, overdue: late })
  }
  return { scope, total, rows: lines, on: at.now.toZonedDateTimeISO(zone).toPlainDate() }
}

/** The address asks again whenever it is fetched: the person may see less by then. */
function addressOf(consortium: ConsortiumId, { board }: Scope, { actor, now, pictureAt }: At): string | undefined {
  if (actor.kind !== 'person') return undefined
  const asOf = now.round('minute').toString()
  return pictureAt({ consortium, board, person: actor.person, asOf, until: lastsUntil(now) })
}
