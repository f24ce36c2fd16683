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
  const settled = recommendations.flatMap((_, at) => settledFacts(at, commitments, mark))
  return [...drafts, ...comments, ...settled]
}

/** Until when comments of the draft may be pulled out; of the first no list is circulated. */
const deadlines = [undefined, '2099-01-01T00:00:00Z', '2020-01-01T00:00:00Z']

/** A proposal, pulled out by one organisation, on which another has a position. */
function settledFacts(at: number, by: Labels['commitments'], mark: (id: string) => string): Fact[] {
  const of = { comment: `cmt_s${at}`, draft: `draft_d${at}` } as const
  const proposed: Fact = {
    ...{ type: 'disposition-proposed', id: `disp_s${at}`, ...of, disposition: 'noted', duplicateOf: null, after: null },
    ...{ proposedBy: 'person_eva', sealed: { text: `Because ${mark(`disp_s${at}`)}` } },
  }
  const deadline = deadlines[at]
  if (!deadline) return [proposed]
  const consent = `consent_d${at}` as const
  const [puller, taker] = [by[at]?.organisation ?? 'org_japan', by[at + 1]?.organisation ?? 'org_korea']
  return [
    proposed,
    {
      ...{ type: 'consent-circulated', consent, draft: of.draft, deadline, proposals: 1 },
      circulatedBy: 'person_eva',
    },
    {
      ...{ type: 'comment-pulled-out', ...of, consent, proposal: `disp_s${at}`, organisation: puller },
      ...{ pulledBy: authors[puller] ?? 'person_eva', sealed: { reason: `Since ${mark(`pull_s${at}`)}` } },
    },
    {
      ...{ type: 'position-taken', ...of, organisation: taker, takenBy: authors[taker] ?? 'person_eva' },
      sealed: { position: 'not-accept', note: `Rather ${mark(`pos_s${at}`)}` },
    },
  ]
}

function written(at: number, comment: `cmt_${string}`, organisation: OrganisationId, words: string): Fact {
  return {
    ...{ type: 'comment-written', comment, draft: `draft_d${at}`, organisation, commentType: 'technical' },
    ...{ author: authors[organisation] ?? null, recordedBy: null, file: null, row: null, flags: [], late: false },
    sealed: { clause: '3.1', paragraph: '', line: '', text: `Says ${words}`, proposed: `Do ${words}`, raw: '' },
  }
}
