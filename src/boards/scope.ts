/** Looks up which recommendations a board holds. */
import { countryOf } from '#src/consortium/countries.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { BoardId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import type { At } from '#src/core/use-case.ts'
import type { RecommendationFilter } from '#src/recommendations/store.ts'
import { argsOf, type ScopeTyped } from './board.ts'

type Read = { consortium: Pick<ConsortiumReader, 'groups' | 'groupAt' | 'organisations'> }

/** `says`: `Working group Evaluation`, `Theme talent`. */
export type Scope = { board: BoardId; says: string; among: Omit<RecommendationFilter, 'prefix' | 'seenBy'> }

/** The board that somebody names; where nothing is named that of the place, or of everything. */
export async function scopeOf(typed: ScopeTyped, read: Read, { here }: Pick<At, 'here'>): Promise<Scope | Refusal> {
  const { theme, country, owner, group } = typed
  if (theme) return ofTheme(theme)
  if (country) return ofCountry(country)
  if (owner) return ofOwner(owner, read)
  if (group) return ofGroup(group, read)
  const own = here ? await read.consortium.groupAt(here) : undefined
  return own ? ofGroup(own.id, read) : everything
}

/** The board of that id; undefined where what it holds is no more. */
export async function scopeById(board: BoardId, read: Read): Promise<Scope | undefined> {
  const scope = await scopeOf(argsOf(board), read, { here: null })
  return isRefusal(scope) ? undefined : scope
}

const everything: Scope = { board: 'all', says: 'All recommendations', among: {} }

function ofTheme(theme: string): Scope {
  return { board: BoardId.parse(`theme_${theme}`), says: `Theme ${theme}`, among: { theme } }
}

function ofCountry(typed: string): Scope | Refusal {
  const country = countryOf(typed)
  if (!country) return refuse('country-unknown', { typed })
  const name = new Intl.DisplayNames(['en-GB'], { type: 'region' }).of(country) ?? country
  return { board: BoardId.parse(`country_${country}`), says: `Owners in ${name}`, among: { country } }
}

async function ofOwner(typed: string, { consortium }: Read): Promise<Scope | Refusal> {
  const all = await consortium.organisations()
  const said = typed.toLowerCase()
  const found = all.find(({ id, short, name }) => [id, short, name].some((one) => one.toLowerCase() === said))
  if (!found) return refuse('organisation-unknown', { typed, names: all.map(({ short }) => short) })
  return { board: found.id, says: `Owner ${found.short}`, among: { organisation: found.id } }
}

/** `all` is none. */
async function ofGroup(typed: string, { consortium }: Read): Promise<Scope | Refusal> {
  const said = typed.toLowerCase()
  if (said === 'all') return everything
  const groups = await consortium.groups()
  const found = groups.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === said))
  if (!found) return refuse('group-unknown', { typed, names: groups.map(({ name }) => name) })
  return { board: found.id, says: `Working group ${found.name}`, among: { group: found.id } }
}
