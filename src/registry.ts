/** The registry: every use case by name, and what can be typed. */

import { askForEvidence, askForUpdate } from './asking/ask.ts'
import { declineEvidence } from './asking/decline.ts'
import { assess } from './assessments/assess.ts'
import { openAssessment, replyToAssessment } from './assessments/reply.ts'
import { postBoard } from './boards/post.ts'
import { filterBoard, showPicture, track } from './boards/track.ts'
import { showRecommendation, showRecommendations } from './commitments/board.ts'
import { changeCommitment } from './commitments/change-commitment.ts'
import { confirmChange, declineChange, showChange, withdrawChange } from './commitments/change-settle.ts'
import { confirmCommitment, sendBackProposal, withdrawProposal } from './commitments/confirm.ts'
import { handOver } from './commitments/contact.ts'
import { listCommitments, showHistory } from './commitments/list.ts'
import {
  addMilestones,
  changeMilestone,
  dropMilestone,
  reachMilestone,
  showMilestones,
} from './commitments/milestones.ts'
import { postRecommendation } from './commitments/post.ts'
import { reportProgress, withdrawCommitment } from './commitments/progress.ts'
import { logCommitment } from './commitments/propose.ts'
import { confirmRecast, declineRecast, showRecast, withdrawRecast } from './commitments/recast-settle.ts'
import { rewordProposal } from './commitments/reword.ts'
import { showCommitment, showProposal } from './commitments/show.ts'
import { mergeCommitments, splitCommitment } from './commitments/split-merge.ts'
import { askSupport, confirmSupport, declineSupport, endSupport, showSupport } from './commitments/supporting.ts'
import { exportCommitments } from './commitments/table/export.ts'
import { continueCommitments, importCommitments } from './commitments/table/import.ts'
import {
  confirmTransfer,
  declineTransfer,
  proposeTransfer,
  showTransfer,
  withdrawTransfer,
} from './commitments/transfer.ts'
import { showProposals } from './commitments/waiting.ts'
import { findContacts } from './commitments/who.ts'
import { actFor } from './consortium/act.ts'
import { admitOrganisation, changeOrganisation, formGroup } from './consortium/admit.ts'
import { showDesk } from './consortium/desk.ts'
import { makeExport, writeExport } from './consortium/export.ts'
import { foundAConsortium } from './consortium/found.ts'
import { continueImport, importTable } from './consortium/import.ts'
import { invitePerson } from './consortium/invite-person.ts'
import { redeemCode } from './consortium/link.ts'
import { linkAccount } from './consortium/link-account.ts'
import { showTable } from './consortium/list.ts'
import { beginMembership, changeMembership, endOfMembership } from './consortium/member.ts'
import { addPerson, changePerson } from './consortium/person.ts'
import { bindPlace, changePlace, releasePlace } from './consortium/place.ts'
import { setRelease, showRelease } from './consortium/release.ts'
import { changeSeat, endSeat, giveSeat } from './consortium/seat.ts'
import { unlinkAccount } from './consortium/unlink.ts'
import { whoAmI } from './consortium/who-am-i.ts'
import type { HelpLine, UseCase } from './core/use-case.ts'
import { loadDemo } from './demo/load.ts'
import { sendDigest, setDigest, showDigest, showDigestNow, showDigestPart, stopDigest } from './digests/use-cases.ts'
import { openLink } from './documents/open.ts'
import { changeDraft } from './drafts/change.ts'
import { sendBackComment, validateComment, validateComments, withdrawComment } from './drafts/consolidate.ts'
import { getCommentFile } from './drafts/get-file.ts'
import { continueComments, importComments } from './drafts/import.ts'
import { recordComment } from './drafts/record.ts'
import { registerDraft } from './drafts/register.ts'
import { rewordComment } from './drafts/reword.ts'
import { listDrafts, showDraft, showDraftComment, showDraftComments } from './drafts/show.ts'
import { writeComment } from './drafts/write.ts'
import { addEvidence } from './filing/add.ts'
import { getEvidence, showEvidence, withdrawEvidence } from './filing/show.ts'
import { comment, showComments } from './following/comment.ts'
import { follow, showFollowing, unfollow } from './following/follow.ts'
import { helpOn } from './help.ts'
import { showHome, showWaiting } from './home/show.ts'
import { relabel } from './labels/relabel.ts'
import { exportOrganisation, takeExport } from './leaving/export.ts'
import { leave } from './leaving/leave.ts'
import { holdPlenary, listPlenaries, strikePlenary } from './plenaries/held.ts'
import { exportPlenaryReport, makePlenaryReport } from './plenaries/use-cases.ts'
import { pollsCarriedOut, pollsTyped } from './polling.ts'
import { erasePerson } from './privacy/erase.ts'
import { exportPerson, myData } from './privacy/export.ts'
import { liftHold, listHolds, placeHold } from './privacy/holds.ts'
import { setRetention, showRetention } from './privacy/retention.ts'
import type { Fact, Readers } from './readers.ts'
import { assignRecommendation } from './recommendations/assign.ts'
import { continueCatalogue } from './recommendations/continue.ts'
import { exportRecommendations } from './recommendations/export.ts'
import { showRecommendationHistory } from './recommendations/history.ts'
import { importCatalogue } from './recommendations/import.ts'
import { reportOnRecommendation } from './recommendations/report.ts'
import { respondToRecommendation } from './recommendations/respond.ts'
import { exportReport, makeReport } from './reports/use-cases.ts'
import { proposeForClause, showClause } from './resolution/clauses.ts'
import { circulateList, closeConsent, showDispositions } from './resolution/consent.ts'
import { decideComment, decideListed, showCommentHistory } from './resolution/decision.ts'
import { mergeDuplicates } from './resolution/merge.ts'
import { proposeDisposition, proposeDispositions } from './resolution/propose.ts'
import { pullOut } from './resolution/pull-out.ts'
import { showStep, takePosition } from './resolution/step.ts'
import { exportComments } from './resolution/table/export.ts'
import { readBack } from './resolution/table/read-back.ts'
import { showUndecided } from './resolution/undecided.ts'
import { find } from './search/find.ts'
import { voices, voicesByButton } from './voices.ts'

export type AnyUseCase = UseCase<Readers, Fact>

/** In the order of the help. */
export const useCases: readonly AnyUseCase[] = [
  showHome,
  logCommitment,
  listCommitments,
  reportProgress,
  withdrawCommitment,
  changeCommitment,
  showMilestones,
  handOver,
  splitCommitment,
  mergeCommitments,
  showCommentHistory,
  showHistory,
  assess,
  askForUpdate,
  askForEvidence,
  addEvidence,
  showEvidence,
  writeComment,
  recordComment,
  comment,
  showDraftComments,
  showDraftComment,
  showComments,
  follow,
  showFollowing,
  unfollow,
  showProposals,
  askSupport,
  showRecommendations,
  track,
  showDispositions,
  pullOut,
  showStep,
  showUndecided,
  showClause,
  proposeForClause,
  mergeDuplicates,
  proposeDisposition,
  proposeDispositions,
  circulateList,
  decideListed,
  decideComment,
  showCommitment,
  ...pollsTyped,
  ...voices,
  changeDraft,
  registerDraft,
  listDrafts,
  showDraft,
  validateComment,
  validateComments,
  sendBackComment,
  rewordComment,
  withdrawComment,
  showRecommendation,
  respondToRecommendation,
  reportOnRecommendation,
  showRecommendationHistory,
  assignRecommendation,
  find,
  proposeTransfer,
  showDigest,
  showDigestNow,
  setDigest,
  stopDigest,
  makeReport,
  makePlenaryReport,
  listPlenaries,
  holdPlenary,
  importCatalogue,
  exportRecommendations,
  importCommitments,
  importComments,
  getCommentFile,
  exportCommitments,
  exportComments,
  readBack,
  relabel,
  showRelease,
  setRelease,
  findContacts,
  whoAmI,
  actFor,
  redeemCode,
  unlinkAccount,
  invitePerson,
  takeExport,
  leave,
  myData,
  openLink,
  placeHold,
  listHolds,
  liftHold,
  showRetention,
  setRetention,
  showDesk,
  showTable,
  bindPlace,
  makeExport,
  importTable,
  helpOn(helpLines),
  getEvidence,
  declineEvidence,
  withdrawEvidence,
  postRecommendation,
  filterBoard,
  showPicture,
  postBoard,
  rewordProposal,
  confirmCommitment,
  sendBackProposal,
  withdrawProposal,
  showProposal,
  confirmTransfer,
  declineTransfer,
  withdrawTransfer,
  showTransfer,
  confirmSupport,
  declineSupport,
  endSupport,
  showSupport,
  addMilestones,
  changeMilestone,
  dropMilestone,
  reachMilestone,
  showChange,
  showRecast,
  confirmChange,
  declineChange,
  withdrawChange,
  confirmRecast,
  declineRecast,
  withdrawRecast,
  replyToAssessment,
  openAssessment,
  ...pollsCarriedOut,
  ...voicesByButton,
  takePosition,
  closeConsent,
  showWaiting,
  showDigestPart,
  sendDigest,
  linkAccount,
  admitOrganisation,
  changeOrganisation,
  formGroup,
  beginMembership,
  changeMembership,
  endOfMembership,
  addPerson,
  changePerson,
  giveSeat,
  changeSeat,
  endSeat,
  changePlace,
  releasePlace,
  writeExport,
  continueImport,
  continueCatalogue,
  continueCommitments,
  continueComments,
  foundAConsortium,
  strikePlenary,
  exportReport,
  exportPlenaryReport,
  exportOrganisation,
  exportPerson,
  erasePerson,
  loadDemo,
]

const byName = new Map(useCases.map((useCase) => [useCase.name, useCase]))

export function useCaseOf(name: string): AnyUseCase | undefined {
  return byName.get(name)
}

/** What can be typed, in the order of the help. */
export function helpLines(): HelpLine[] {
  return useCases.flatMap(({ says, typed, name }) => (typed ? [{ says, typed, name }] : []))
}
