/**
 * Labels of the Traffic Light Protocol 2.0: written without a space, in capitals, never translated.
 * Source: FIRST, https://www.first.org/tlp/
 */
import { z } from 'zod'

/** From the widest audience to the narrowest. */
export const Tlp = z.enum(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'])
export type Tlp = z.infer<typeof Tlp>

/** The label of what holds all of these: the narrowest audience of any. Undefined for nothing. */
export function strictest(labels: readonly Tlp[]): Tlp | undefined {
  return Tlp.options.findLast((label) => labels.includes(label))
}

/** Above TLP:GREEN, notifications and logs carry the label and the reference only. */
export function isAboveGreen(label: Tlp): boolean {
  return Tlp.options.indexOf(label) > Tlp.options.indexOf('TLP:GREEN')
}
