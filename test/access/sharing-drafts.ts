/** Drafts of a world whose labels are random, each with a comment that stands and one that waits. */
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Fact } from '#src/readers.ts'

const authors: Record<string, PersonId> = {
  org_japan: 'person_aiko',
  org_france: 'person_luc',
  org_korea: 'person_minjun',
}

type Labels = {
  recommendations: readonly { label: Tlp; recipients: Recipient[] }[]
  commitments: readonly { organisation: OrganisationId }[]
}

export function draftFacts({ recommendations, commitments }: Labels, mark: (id: string) => string): Fact[] {
  const drafts = recommendations.map(({ label, recipients }, at): Fact => {
    return {
      ...{ type: 'draft-registered', draft: `draft_d${at}`, number: at + 1, group: 'wg_all', label, recipients },
      ...{
        registeredBy: 'person_eva',
        stage: 'DIS',
        opensAt: '2026-01-01T00:00:00Z',
        closesAt: '2099-01-01T00:00:00Z',
      },
      sealed: { standard: 'DIS 1', title: `Testing ${mark(`draft_d${at}`)}`, body: 'SC 42', url: '' },
    }
  })
  const comments = recommendations.flatMap((_, at): Fact[] => {
    const organisation = commitments[at]?.organisation ?? 'org_japan'
    const stands = `cmt_s${at}` as const
    return [
      written(at, stands, organisation, mark(stands)),
      written(at, `cmt_w${at}`, organisation, mark(`cmt_w${at}`)),
      {
        ...{ type: 'comment-validated', comment: stands, draft: `draft_d${at}`, number: 1, code: 'JP' },
        validatedBy: null,
      },
    ]
  })
  return [...drafts, ...comments]
}

function written(at: number, comment: `cmt_${string}`, organisation: OrganisationId, words: string): Fact {
  return {
    ...{ type: 'comment-written', comment, draft: `draft_d${at}`, organisation, commentType: 'technical' },
    ...{ author: authors[organisation] ?? null, recordedBy: null, file: null, row: null, flags: [], late: false },
    sealed: { clause: '3.1', paragraph: '', line: '', text: `Says ${words}`, proposed: `Do ${words}`, raw: '' },
  }
}
