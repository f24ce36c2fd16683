/** What was advised, and how each organisation answers it. */
import { foreignKey, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { RecommendationId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { consortium } from './columns.ts'
import { consortia } from './consortium.ts'

export const findings = pgTable(
  'findings',
  {
    consortium: consortium().references(() => consortia.consortium),
    code: text().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.code] })],
)

export const recommendations = pgTable(
  'recommendations',
  {
    consortium: consortium(),
    id: text().$type<RecommendationId>().notNull(),
    code: text().notNull(),
    finding: text('finding_code').notNull(),
    title: text().notNull(),
    text: text().notNull(),
    themes: text().array().notNull(),
    /** Null: the consortium's own. */
    label: text().$type<Tlp>(),
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('recommendations_code').on(t.consortium, t.code),
    foreignKey({
      name: 'recommendations_finding',
      columns: [t.consortium, t.finding],
      foreignColumns: [findings.consortium, findings.code],
    }),
  ],
)
