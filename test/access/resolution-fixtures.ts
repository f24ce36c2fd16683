/** What the acts on comments on a draft are carried out with. */
import type { OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { workbookOf } from '#test/support/sheets.ts'
import { type Fixture, personOf, type Subject } from './stage.ts'

export const resolutionFixtures: Record<string, Fixture> = {
  'show-dispositions': async (on) => ({ args: { draft: await drafted(on) }, shows: on.words }),
  'show-comment-history': async (on) => ({ args: { comment: `${await drafted(on)} XX-001` }, shows: 'XX-001' }),
  'propose-disposition': async (on) => ({
    args: { comment: `${await drafted(on)} XX-001`, disposition: 'noted', text: 'Otherwise' },
  }),
  'propose-dispositions': async (on) => ({
    args: { draft: await drafted(on, 'unproposed'), disposition: 'accepted', sure: 'yes' },
  }),
  'show-undecided': async (on) => ({ args: { draft: await polled(on) }, shows: on.words }),
  'export-comments': async (on) => ({ args: { draft: await drafted(on) } }),
  'read-back': async (on) => {
    const file = JSON.stringify(workbookOf([{ id: 'XX-001', observations: 'Seen', disposition: 'noted' }]))
    return { args: { draft: await drafted(on), file, sure: 'yes' } }
  },
  'show-clause': async (on) => ({ args: { draft: await drafted(on) }, shows: on.words }),
  'propose-for-clause': async (on) => {
    await drafted(on)
    return { args: { comments: commentOf(on), disposition1: 'noted', text1: 'Otherwise' } }
  },
  'merge-duplicates': async (on) => ({ args: { draft: await repeated(on), sure: 'yes' } }),
  'circulate-list': async (on) => ({ args: { draft: await drafted(on), until: '2099-12-31 12:00', sure: 'yes' } }),
  'pull-out': async (on) => ({
    args: { comment: `${await circulated(on, '2099-12-31T12:00:00Z')} XX-001`, reason: 'We differ' },
  }),
  'show-step': async (on) => ({ args: { draft: await polled(on) }, shows: on.words }),
  'take-position': async (on) => {
    await polled(on)
    return { args: { comment: commentOf(on), position: 'accept' } }
  },
  'decide-listed': async (on) => ({ args: { draft: await circulated(on, '2020-01-01T00:00:00Z'), sure: 'yes' } }),
  'decide-comment': async (on) => ({ args: { comment: `${await drafted(on)} XX-001`, disposition: 'accepted' } }),
  'close-consent': async (on) => {
    await circulated(on, '2020-01-01T00:00:00Z')
    return { args: { consent: `consent_m${on.number}` } }
  },
}

const commentOf = ({ number }: Subject) => `cmt_m${number}` as const

/** A draft with one comment that has a proposal, unless it is to have none; as people call the draft. */
async function drafted(on: Subject, unproposed?: 'unproposed'): Promise<string> {
  const { organisation, group, number, words, author } = on
  const draft = `draft_m${number}` as const
  const comment = commentOf(on)
  const from = { author, recordedBy: null, file: null, row: null, flags: [], late: false }
  const proposed: Fact = {
    ...{ type: 'disposition-proposed', id: `disp_m${number}`, comment, draft, disposition: 'accepted' },
    ...{ duplicateOf: null, after: null, proposedBy: author, sealed: { text: '' } },
  }
  await on.given(
    {
      ...{ type: 'draft-registered', draft, number, group, label: 'TLP:GREEN', recipients: [], registeredBy: author },
      ...{ stage: 'DIS', opensAt: '2020-01-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z' },
      sealed: { standard: 'ISO 1', title: 'Units', body: 'ISO', url: '' },
    },
    {
      ...{ type: 'comment-written', comment, draft, organisation, commentType: 'technical', ...from },
      sealed: { clause: '1', paragraph: '', line: '', text: words, proposed: '', raw: '' },
    },
    { type: 'comment-validated', comment, draft, number: 1, code: 'XX', validatedBy: author },
    ...(unproposed ? [] : [proposed]),
  )
  return `D-${number}`
}

async function circulated(on: Subject, deadline: string): Promise<string> {
  const reference = await drafted(on)
  const draft = `draft_m${on.number}` as const
  const circulatedBy = personOf('secretariat')
  await on.given({
    ...{ type: 'consent-circulated', consent: `consent_m${on.number}`, draft, deadline, proposals: 1, circulatedBy },
  })
  return reference
}

/** With its only comment pulled out by another organisation. */
async function polled(on: Subject): Promise<string> {
  const reference = await circulated(on, '2099-12-31T12:00:00Z')
  const organisation: OrganisationId = 'org_away'
  await on.given({
    ...{ type: 'comment-pulled-out', comment: commentOf(on), draft: `draft_m${on.number}` },
    ...{ consent: `consent_m${on.number}`, proposal: `disp_m${on.number}`, organisation, pulledBy: on.author },
    sealed: { reason: 'We differ' },
  })
  return reference
}

/** With another comment that says the same, so that it may be merged. */
async function repeated(on: Subject): Promise<string> {
  const reference = await drafted(on, 'unproposed')
  const { organisation, number, words, author } = on
  const [comment, draft] = [`cmt_m${number}again`, `draft_m${number}`] as const
  const from = { author, recordedBy: null, file: null, row: null, flags: [], late: false }
  await on.given(
    {
      ...{ type: 'comment-written', comment, draft, organisation, commentType: 'technical', ...from },
      sealed: { clause: '1', paragraph: '', line: '', text: words, proposed: '', raw: '' },
    },
    { type: 'comment-validated', comment, draft, number: 2, code: 'XX', validatedBy: author },
  )
  return reference
}
