/** Columns that every table speaks in. */
import { customType, text } from 'drizzle-orm/pg-core'
import type { ConsortiumId } from '#src/core/id.ts'

/** An instant, as the database keeps it: to the microsecond. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.Instant.from(value),
})

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** The column that leads every table of a consortium. */
export const consortium = () => text('consortium_id').$type<ConsortiumId>().notNull()
