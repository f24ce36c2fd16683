/** Looks up which recommendations a board holds. */
import { countryOf } from '#src/consortium/countries.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import type { At } from '#src/core/use-case.ts'
import type { RecommendationFilter } from '#src/recommendations/store.ts'
import type { ScopeTyped } from './board.ts'

type Read = { consortium: ConsortiumReader }

/** `says`: `Working group Evaluation`, `Theme talent`. `typed`: what names it again, also where nothing was named. */
export type Scope = { filter: RecommendationFilter; says: string; typed: ScopeTyped }

export async function scopeOf(typed: ScopeTyped, read: Read, at: Pick<At, 'actor' | 'here'>): Promise<Scope | Refusal> {
  const base = { prefix: undefined, seenBy: at.actor }
  if (typed.theme) return { filter: { ...base, theme: typed.theme }, says: `Theme ${typed.theme}`, typed }
  if (typed.country) {
    const country = countryOf(typed.country)
    if (!country) return refuse('country-unknown', { typed: typed.country })
    const name = new Intl.DisplayNames(['en-GB'], { type: 'region' }).of(country) ?? country
    return { filter: { ...base, country }, says: `Owners in ${name}`, typed }
  }
  if (typed.owner) return ofOwner(typed.owner, read, at.actor, typed)
  const group = await groupOf(typed.group, read, at)
  if (isRefusal(group)) return group
  if (!group) return { filter: base, says: 'All recommendations', typed }
  const named = { ...typed, group: group.name }
  return { filter: { ...base, group: group.id }, says: `Working group ${group.name}`, typed: named }
}

async function ofOwner(
  owner: string,
  { consortium }: Read,
  seenBy: Actor,
  typed: ScopeTyped,
): Promise<Scope | Refusal> {
  const all = await consortium.organisations()
  const said = owner.toLowerCase()
  const found = all.find(({ id, short, name }) => [id, short, name].some((one) => one.toLowerCase() === said))
  if (!found) return refuse('organisation-unknown', { typed: owner, names: all.map(({ short }) => short) })
  return { filter: { prefix: undefined, seenBy, organisation: found.id }, says: `Owner ${found.short}`, typed }
}

/** The group that is named, or that of the place in which it is asked; `all` is none. */
async function groupOf(named: string | undefined, { consortium }: Read, { here }: Pick<At, 'here'>) {
  if (named === undefined) return here ? consortium.groupAt(here) : undefined
  if (named.toLowerCase() === 'all') return undefined
  const groups = await consortium.groups()
  const found = groups.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === named.toLowerCase()))
  return found ?? refuse('group-unknown', { typed: named, names: groups.map(({ name }) => name) })
}
