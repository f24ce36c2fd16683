/** Homes: what each person sees of their own, in the one place of each platform where it is drawn anew. */
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PersonId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { consortium, instant } from './columns.ts'
import { people } from './consortium.ts'

/** One row per account that has opened its home, and workspace through which it did. */
export const homes = pgTable(
  'homes',
  {
    consortium: consortium(),
    platform: text().$type<ChatPlatform>().notNull(),
    /** The workspace whose app shows it; a guest of a shared channel has another of their own. */
    via: text().notNull(),
    workspace: text().notNull(),
    account: text().notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
    ref: text().notNull(),
    openedAt: instant('opened_at').notNull(),
    /** It says that it rests, and is not drawn until it is opened again. */
    rests: boolean().notNull(),
    wanted: integer().notNull(),
    /** What the present or last claim set out to draw. */
    drawing: integer().notNull(),
    drawn: integer().notNull(),
    drawnHash: text('drawn_hash').notNull(),
    claimedUntil: instant('claimed_until'),
    sweptAt: instant('swept_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.platform, t.via, t.workspace, t.account] }),
    foreignKey({
      name: 'homes_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
    index('homes_of_person').on(t.consortium, t.person),
  ],
)
