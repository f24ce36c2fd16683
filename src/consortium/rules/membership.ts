/** Beginning, changing and ending a membership of the consortium, a committee or a working group. */
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { Category, type ConsortiumFact, type Membership } from '../consortium.ts'
import { isMembership, isOver, type Known, todayIn } from '../known.ts'
import type { OrganisationRead } from '../store.ts'
import { bodyIn, bodyName, organisationIn } from './named.ts'
import {
  dayIn,
  inFull,
  lastDayIn,
  mayBeLineIn,
  oneOf,
  type Stated,
  termProblem,
  type Words,
  whole,
  yesNo,
} from './stated.ts'

/** Liaisons comment and do not vote. */
const liaisons: readonly Category[] = ['A', 'B', 'C']

/** `anew`: a membership that is over begins again, today where no day is said. */
export function stateMembership(words: Words, known: Known, anew = false): Stated {
  const named = whole({ body: bodyIn(known, words), organisation: organisationIn(known, words) })
  if (named.wrong) return named
  const { body, organisation } = named.parts
  const key = { body: body.id, organisation: organisation.id }
  const before = known.memberships.find(isMembership(key))
  const read = termsOf(words, known, before, anew)
  if ('wrong' in read) return read
  const next: Membership = { ...key, ...read.terms }
  const what = `${organisation.short} in ${body.id === known.consortium.id ? 'the consortium' : body.name}`
  if (before && isSame(before, next)) return { facts: [], became: 'unchanged', what }
  const isAnew = !before || (before.until !== null && before.until < next.from)
  const isBack = isAnew && next.body === known.consortium.id
  const [first, ...others] = [...(isBack ? [] : leftProblem(organisation)), ...problemsOf(next, organisation, known)]
  if (first) return { wrong: [first, ...others] }
  return {
    facts: [factOf(before, next, isAnew), ...endedWith(next, known)],
    became: isAnew ? 'added' : 'changed',
    what,
  }
}

/** Ends on `until`, today where nothing is said. */
export function endMembership(words: Words, known: Known): Stated {
  const named = whole({ body: bodyIn(known, words), organisation: organisationIn(known, words) })
  if (named.wrong) return named
  const { body, organisation } = named.parts
  const before = known.memberships.find(isMembership({ body: body.id, organisation: organisation.id }))
  if (!before) return { wrong: [refuse('no-membership', { organisation: organisation.short, body: body.name })] }
  return stateMembership({ until: todayIn(known, known.consortium.zone).toString(), ...words }, known)
}

function termsOf(words: Words, known: Known, before: Membership | undefined, anew: boolean) {
  const today = todayIn(known, known.consortium.zone)
  const base = anew && before && isOver(before, today) ? undefined : before
  const category = oneOf(words, 'category', Category.options, before?.category)
  const read = whole({
    category,
    class: mayBeLineIn(words, 'class', 60, before?.class),
    votes: yesNo(words, 'votes', before?.votes ?? category === 'P'),
    from: dayIn(words, 'from', today, base?.from ?? today.toString()),
    until: lastDayIn(words, today, base?.until),
  })
  return read.wrong ? read : { terms: read.parts }
}

/** Who left comes back by a new membership of the consortium; what it left behind stays so. */
function leftProblem({ leftAt, short }: OrganisationRead): Refusal[] {
  return leftAt === null ? [] : [refuse('has-left', { organisation: short }, { field: 'organisation' })]
}

function problemsOf(next: Membership, organisation: OrganisationRead, known: Known): Refusal[] {
  const votes = next.votes && liaisons.includes(next.category)
  const silent = votes ? [refuse('liaison-votes', { category: next.category }, { field: 'votes' })] : []
  return [...silent, ...termProblem(next), ...nestingProblem(next, organisation, known)]
}

/** A membership of a group lies within one of the consortium; one that is over may have lain within an earlier one. */
function nestingProblem(next: Membership, { short }: OrganisationRead, known: Known): Refusal[] {
  const { consortium, memberships } = known
  const today = todayIn(known, consortium.zone)
  if (next.body !== consortium.id) {
    const main = memberships.find(isMembership({ body: consortium.id, organisation: next.organisation }))
    if (main && (isOver(next, today) || isWithin(next, main))) return []
    return [
      refuse(
        'outside-consortium',
        { organisation: short, term: main ? termText(main) : null },
        { field: 'organisation' },
      ),
    ]
  }
  const outside = groupsOf(next, known).find((one) => !isOver(one, today) && isOutside(one, next))
  if (!outside) return []
  const data = { organisation: short, group: bodyName(known, outside.body), term: termText(outside) }
  return [refuse('group-outside', data, { field: outside.from < next.from ? 'from' : 'until' })]
}

/** The end of one is brought about by the other's; a beginning is not. */
function isOutside(group: Membership, main: Membership): boolean {
  return group.from < main.from || (main.until !== null && group.from > main.until)
}

function isWithin(inner: Membership, outer: Membership): boolean {
  const ends = outer.until === null || (inner.until !== null && inner.until <= outer.until)
  return outer.from <= inner.from && ends
}

function groupsOf({ organisation, body }: Membership, { memberships }: Known): Membership[] {
  return memberships.filter((one) => one.organisation === organisation && one.body !== body)
}

/** With the membership of the consortium end those of its groups that would last longer; what is over stays as it was. */
function endedWith(next: Membership, known: Known): ConsortiumFact[] {
  const { until } = next
  if (next.body !== known.consortium.id || until === null) return []
  const today = todayIn(known, known.consortium.zone)
  return groupsOf(next, known)
    .filter((one) => !isOver(one, today) && (one.until === null || one.until > until))
    .map(({ body, organisation }) => ({ type: 'membership-ended', body, organisation, until }))
}

function factOf(before: Membership | undefined, next: Membership, isAnew: boolean): ConsortiumFact {
  if (isAnew) return { type: 'membership-begun', ...next }
  const { body, organisation, until } = next
  const isEnd = before && until !== null && isSame({ ...before, until }, next)
  return isEnd ? { type: 'membership-ended', body, organisation, until } : { type: 'membership-changed', ...next }
}

function isSame(a: Membership, b: Membership): boolean {
  const same = a.category === b.category && a.class === b.class && a.votes === b.votes
  return same && a.from === b.from && a.until === b.until
}

function termText({ from, until }: { from: string; until: string | null }): string {
  return until === null ? `from ${inFull(from)} on` : `from ${inFull(from)} to ${inFull(until)}`
}
