/**
 * Board: the recommendations of a working group, a theme, an owner or a jurisdiction, with a bar of both axes each, and what answers them.
 * Scope: which recommendations a board holds.   Owner: an organisation that leads or supports.   Jurisdiction: a country of owners.
 */
import { z } from 'zod'
import { type BoardId, GroupId, OrganisationId } from '#src/core/id.ts'
import { optional } from '#src/core/words.ts'

/** Far longer than any theme, and short enough for the address of a picture. */
const longest = 100

const typed = optional(
  z
    .string()
    .transform((words) => words.trim().replace(/\s+/g, ' '))
    .pipe(z.string().max(longest, `Write at most ${longest} characters.`)),
)

/** As somebody names it; a board of nothing named is that of the place, or of everything. */
export const ScopeInput = { group: typed, theme: typed, owner: typed, country: typed }
export type ScopeTyped = { [K in keyof typeof ScopeInput]?: string | undefined }

/** `theme talent`, `owner japan`, `country jp`; anything else names a working group, whose name may end with a number. */
export function scopeIn(rest: string): Record<string, string> {
  const words = rest.trim()
  const [, kind = '', of = ''] = /^(theme|owner|country)\s+(.*)$/is.exec(words) ?? []
  const named = kind === '' ? { group: words } : { [kind.toLowerCase()]: of.trim() }
  const [[name = '', value = ''] = []] = Object.entries(named)
  return value === '' ? {} : { [name]: value }
}

/** What goes with the buttons of a board, and names it again in any place. */
export function argsOf(board: BoardId): Record<string, string> {
  if (OrganisationId.safeParse(board).success) return { owner: board }
  if (board === 'all' || GroupId.safeParse(board).success) return { group: board }
  const cut = board.indexOf('_')
  return { [board.slice(0, cut)]: board.slice(cut + 1) }
}

/** As many as a phone shows before its reader turns the page. */
export const perPage = 5
