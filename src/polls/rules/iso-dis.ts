import { isoCriteria, isoEnquiry } from './iso-enquiry.ts'
import type { ApprovalRule } from './rule.ts'

/** Enquiry on a draft international standard. */
export const isoDis: ApprovalRule = {
  ...isoEnquiry,
  name: 'ISO DIS',
  says: `ISO DIS: ${isoCriteria}`,
  source: 'ISO/IEC Directives part 1, 2.6.3',
}
