/** A receipt as it is written and typed: 16 letters of Crockford's base32, which has no I, L, O and U, so that it can be read out. */
import { z } from 'zod'

export const receiptLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const receiptLength = 16

/** Read as a person may have heard it: in any case, with spaces or hyphens, O for 0, I or L for 1. */
export const ReceiptTyped = z
  .string()
  .transform((typed) => typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'))
  .pipe(
    z
      .string()
      .regex(
        new RegExp(`^[${receiptLetters}]{${receiptLength}}$`),
        `A receipt has ${receiptLength} letters and digits, for example 8M4T2CQK1XWZ9RHB. Type it as it was given.`,
      ),
  )
