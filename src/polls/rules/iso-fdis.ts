import { isoCriteria, isoEnquiry } from './iso-enquiry.ts'
import type { ApprovalRule } from './rule.ts'

/** Approval of a final draft: the same two conditions. */
export const isoFdis: ApprovalRule = {
  ...isoEnquiry,
  name: 'ISO FDIS',
  says: `ISO FDIS: ${isoCriteria}`,
  source: 'ISO/IEC Directives part 1, 2.7.3',
}
