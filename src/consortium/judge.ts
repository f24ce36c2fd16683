/** Judging rows: one after the other, each on what the rows before it left behind; a row that is refused leaves nothing. Pure. */
import type { RowResult } from '#src/bulk/import.ts'
import type { Line } from '#src/bulk/lines.ts'
import type { NewId } from '#src/core/id.ts'
import type { Address } from '#src/core/intent.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { refuse, sentence } from '#src/core/refusal.ts'
import type { ConsortiumFact, TableName } from './consortium.ts'
import { type Known, knownAfter } from './known.ts'
import { stateMembership } from './rules/membership.ts'
import { stateGroup, stateOrganisation } from './rules/organisation.ts'
import { statePerson } from './rules/person.ts'
import { statePlace } from './rules/place.ts'
import { stateSeat } from './rules/seat.ts'
import type { Stated, Words } from './rules/stated.ts'

const rules: Record<TableName, (words: Words, known: Known, newId: NewId) => Stated> = {
  groups: stateGroup,
  organisations: stateOrganisation,
  memberships: (words, known) => stateMembership(words, known),
  people: statePerson,
  seats: (words, known) => stateSeat(words, known),
  places: statePlace,
}

export function judge(
  table: TableName,
  lines: readonly Line[],
  known: Known,
  newId: NewId,
): { facts: ConsortiumFact[]; results: RowResult[] } {
  const facts: ConsortiumFact[] = []
  const results: RowResult[] = []
  let standing = known
  for (const { row, words, first } of lines) {
    const stated =
      first === undefined ? rules[table](words, standing, newId) : { wrong: [refuse('row-twice', { first })] }
    if ('wrong' in stated) {
      const says = stated.wrong.map(sentence).join(' ')
      results.push({ row, became: 'refused', what: nameOf(words), says })
    } else {
      facts.push(...stated.facts)
      standing = knownAfter(standing, stated.facts)
      results.push({ row, became: stated.became, what: stated.what })
    }
  }
  return { facts, results }
}

/** Where these rows say that a place is. */
export function addressesOf(table: TableName, lines: readonly Line[]): Address[] {
  if (table !== 'places') return []
  return lines.flatMap(({ words: { platform = '', workspace = '', channel = '' } }) => {
    const known = ChatPlatform.safeParse(platform.toLowerCase())
    return known.success ? [{ platform: known.data, workspace, channel }] : []
  })
}

/** A refused row as it named itself, in short. */
function nameOf({ short, name, person, organisation, body, channel }: Words): string {
  const named = [short ?? name ?? person ?? (body && `${organisation} in ${body}`) ?? organisation ?? channel ?? '']
  return named.join('').slice(0, 40)
}
