/** Straw polls and joint statements of a world whose labels are random. */
import type { PersonId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Fact } from '#src/readers.ts'

type Marked = { label: Tlp; recipients: Recipient[]; organisation: keyof typeof openers }

const openers = { org_japan: 'person_aiko', org_france: 'person_luc', org_korea: 'person_minjun' } as const satisfies {
  [organisation: string]: PersonId
}

export function strawFacts(drawn: readonly Marked[], mark: (id: string) => string): Fact[] {
  return drawn.map(({ organisation, label, recipients }, at): Fact => {
    const words = mark(`straw_s${at}`)
    return {
      ...{ type: 'straw-opened', straw: `straw_s${at}`, number: at + 1, group: 'wg_two' },
      ...{ openedBy: openers[organisation], closesAt: '2099-01-01T00:00:00Z', several: at === 1, label },
      ...{ source: organisation, recipients, about: '' },
      sealed: { question: `Is it ${words}?`, answers: `Yes, ${words}\nNo, ${words}` },
    }
  })
}

export function statementFacts(drawn: readonly Marked[], mark: (id: string) => string): Fact[] {
  return drawn.map(({ organisation, label, recipients }, at): Fact => {
    const words = mark(`stmt_j${at}`)
    return {
      ...{ type: 'statement-opened', statement: `stmt_j${at}`, number: at + 1, group: 'wg_two' },
      ...{ openedBy: openers[organisation], closesAt: '2099-01-01T00:00:00Z', label, source: organisation, recipients },
      sealed: { title: `On ${words}`, text: `We say ${words}` },
    }
  })
}
