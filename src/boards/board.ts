/**
 * Board: the recommendations of a working group, a theme, an owner or a jurisdiction, with a bar of both axes each, and what answers them.
 * Scope: which recommendations a board holds.   Owner: an organisation that leads or supports.   Jurisdiction: a country of owners.
 */
import { z } from 'zod'
import { optional } from '#src/core/words.ts'

const typed = optional(z.string().trim().max(200, 'Write at most 200 characters.'))

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

/** What goes with the buttons of a board. */
export function argsOf({ group, theme, owner, country }: ScopeTyped): Record<string, string> {
  return { ...(group && { group }), ...(theme && { theme }), ...(owner && { owner }), ...(country && { country }) }
}

/** As many as a phone shows before its reader turns the page. */
export const perPage = 5
