/** Who follows what, and what was said about it. */
import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Tracked } from '#src/core/effect.ts'
import type { CommentId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { organisations, people } from './consortium.ts'

const subject = () => ({
  subjectKind: text('subject_kind').$type<Tracked['kind']>().notNull(),
  subject: text('subject_id').$type<Tracked['id']>().notNull(),
})

export const follows = pgTable(
  'follows',
  {
    consortium: consortium(),
    person: text('person_id').$type<PersonId>().notNull(),
    ...subject(),
    since: instant('since_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.subjectKind, t.subject, t.person] }),
    foreignKey({
      name: 'follows_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
    index('follows_of').on(t.consortium, t.person),
  ],
)

export const subjectComments = pgTable(
  'subject_comments',
  {
    consortium: consortium(),
    id: text().$type<CommentId>().notNull(),
    ...subject(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    words: text().notNull(),
    saidBy: text('said_by').$type<PersonId>().notNull(),
    saidAt: instant('said_at').notNull(),
    /** Where others have read it as it was typed; null in a 1:1 chat. */
    saidIn: text('said_in').$type<PlaceId>(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    foreignKey({
      name: 'subject_comments_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    foreignKey({
      name: 'subject_comments_person',
      columns: [t.consortium, t.saidBy],
      foreignColumns: [people.consortium, people.id],
    }),
    index('subject_comments_of').on(t.consortium, t.subjectKind, t.subject, t.saidAt),
  ],
)
