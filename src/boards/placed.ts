/** The picture of a board in a shared place: it counts what everyone who reads there may see. */
import { sha256 } from '#src/core/hash.ts'
import type { BoardId, ConsortiumId, PlaceId } from '#src/core/id.ts'
import { lastsUntil, type PictureAt } from '#src/core/picture.ts'
import type { Audience } from '#src/core/sharing.ts'
import type { Hosting } from '#src/core/use-case.ts'
import type { Card } from '#src/view/card.ts'
import { type FigureRead, figureOf } from './figure.ts'
import { scopeById } from './scope.ts'
import { endedCard, placedCard } from './views.ts'

/** Where a board is drawn, for whom, and when. */
export type Spot = {
  consortium: ConsortiumId
  place: PlaceId
  audience: Audience
  now: Temporal.Instant
  pictureAt: PictureAt
  hosting: Hosting
}

export async function placedBoard(board: BoardId, read: FigureRead, spot: Spot): Promise<Card> {
  const { consortium, place, audience, now, pictureAt } = spot
  const scope = await scopeById(board, read)
  if (!scope) return endedCard()
  const figure = await figureOf(scope, read, { viewer: audience, now })
  const drawn = await sha256(JSON.stringify(figure ?? null))
  const url = pictureAt({ consortium, board, place, drawn: drawn.slice(0, 16), until: lastsUntil(now) })
  return placedCard(scope, figure, url)
}
