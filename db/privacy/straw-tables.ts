/** Straw polls that a person opened or closed, and what the person answered. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { straws, strawVoices } from '../schema/straws.ts'
import { tableOfItems } from './held.ts'

export async function strawsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const opened = await tx
    .select()
    .from(straws)
    .where(or(eq(straws.openedBy, person), eq(straws.closedBy, person)))
    .orderBy(asc(straws.number))
  const given = await tx
    .select({ voice: strawVoices, of: straws })
    .from(strawVoices)
    .innerJoin(straws, and(eq(straws.consortium, strawVoices.consortium), eq(straws.id, strawVoices.straw)))
    .where(eq(strawVoices.person, person))
    .orderBy(asc(straws.number))
  return [
    tableOfItems(
      'Straw polls opened or closed',
      'Text',
      opened.map((item) => ({
        item,
        row: {
          ...{ Number: item.number, Text: textOf(item), Label: item.label, 'Closes at': item.closesAt },
          ...{ 'Opened by you': item.openedBy === person, 'Closed by you': item.closedBy === person },
        },
      })),
    ),
    tableOfItems(
      'Answers in straw polls',
      'Answers',
      given.map(({ voice, of }) => {
        const words = of.answers.split('\n')
        const chosen = voice.answers.map((at) => words[at] ?? '').join('; ')
        return { item: of, row: { Number: of.number, Answers: chosen, At: voice.at } }
      }),
    ),
  ]
}

function textOf({ question, answers }: Pick<typeof straws.$inferSelect, 'question' | 'answers'>): string {
  return [question, ...answers.split('\n')].join('\n')
}
