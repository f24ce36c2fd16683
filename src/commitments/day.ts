/** Days of promises: calendar days in the owner's zone. */
import { z } from 'zod'

/** A calendar day, YYYY-MM-DD. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>
