/** A draft with comments that their organisations validated, where a test is about something else. */
import type { DraftId, GroupId, OrganisationId } from '#src/core/id.ts'
import type { CommentType } from '#src/drafts/comment.ts'
import type { Fact } from '#src/readers.ts'

export type Said = { organisation: OrganisationId; code: string; type: CommentType; clause: string; text: string }

/** D-`number` of a group, and its comments in the order of their numbers: `cmt_NUMBERc1` and so on. */
export function draftFacts(group: GroupId, number: number, said: readonly Said[]): Fact[] {
  const draft: DraftId = `draft_${number}`
  const period = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2026-02-01T00:00:00Z' }
  const written = said.map(({ organisation, type: commentType, clause, text }, nth): Fact => {
    const from = { author: null, recordedBy: null, file: null, row: null, flags: [], late: false }
    const sealed = { clause, paragraph: '', line: '', text, proposed: 'Add the unit.', raw: '' }
    const comment = `cmt_${number}c${nth + 1}` as const
    return { type: 'comment-written', comment, draft, organisation, commentType, ...from, sealed }
  })
  const validated = said.map(({ code }, nth): Fact => {
    const comment = `cmt_${number}c${nth + 1}` as const
    return { type: 'comment-validated', comment, draft, number: nth + 1, code, validatedBy: null }
  })
  return [
    {
      ...{ type: 'draft-registered', draft, number, group, label: 'TLP:GREEN', recipients: [], registeredBy: null },
      ...{ stage: 'DIS', ...period },
      sealed: { standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'SC 42', url: '' },
    },
    ...written,
    ...validated,
  ]
}
