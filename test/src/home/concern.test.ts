import { describe, expect, test } from 'vitest'
import { type Concern, concernOf, isNobodys, joined } from '#src/home/concern.ts'

const nobody: Concern = {
  ...{ people: [], organisations: [], met: [], groups: [] },
  ...{ commitments: [], polls: [], comments: [] },
}

describe('A fact concerns', () => {
  test.each([
    [
      'the owner and the working group of a commitment, and whoever reported',
      { type: 'progress-reported', commitment: 'com_1a', progress: 'limited', reportedBy: 'person_1a' },
      { commitments: ['com_1a'], people: ['person_1a'] },
    ],
    [
      'both sides of a transfer',
      { type: 'transfer-proposed', commitment: 'com_1a', from: 'org_1a', to: 'org_2b', proposedBy: null },
      { commitments: ['com_1a'], organisations: ['org_1a', 'org_2b'] },
    ],
    [
      'the electorate of a poll',
      { type: 'poll-opened', poll: 'poll_1a', group: 'wg_1a', source: null, electorate: ['org_1a', 'org_2b'] },
      { polls: ['poll_1a'], groups: ['wg_1a'], organisations: ['org_1a', 'org_2b'] },
    ],
    [
      'the organisation of a comment on a draft, and whoever validated it',
      { type: 'comment-validated', comment: 'cmt_1a', draft: 'draft_1a', number: 3, validatedBy: 'person_1a' },
      { comments: ['cmt_1a'], people: ['person_1a'] },
    ],
    [
      'what stands in a subject',
      { type: 'assessment-made', subject: { kind: 'commitment', id: 'com_1a' }, owner: 'org_1a' },
      { commitments: ['com_1a'], organisations: ['org_1a'] },
    ],
    [
      'whoever meets an organisation, where it is about the whole of it',
      { type: 'release-set', organisation: 'org_1a', label: 'any', what: 'nothing' },
      { organisations: ['org_1a'], met: ['org_1a'] },
    ],
    [
      'the person and the organisation of a seat, and whoever meets it',
      { type: 'seat-given', person: 'person_1a', organisation: 'org_1a' },
      { people: ['person_1a'], organisations: ['org_1a'], met: ['org_1a'] },
    ],
    ['nobody by what is sealed', { type: 'commitment-proposed', sealed: { text: 'person_1a' } }, {}],
    ['nobody by numbers, days and words', { type: 'retention-set', kind: 'documents', days: 3, note: null }, {}],
  ])('%s', (_says, fact, expected) => {
    expect(concernOf([fact])).toEqual({ ...nobody, ...expected })
  })

  test('each of several facts, and names each id once', () => {
    const facts = [{ commitment: 'com_1a' }, { commitment: 'com_1a', by: 'person_1a' }, { poll: 'poll_1a' }]
    expect(concernOf(facts)).toEqual({ ...nobody, commitments: ['com_1a'], people: ['person_1a'], polls: ['poll_1a'] })
  })

  test('nobody where nothing is named', () => {
    expect(isNobodys(concernOf([]))).toBe(true)
    expect(isNobodys(joined([]))).toBe(true)
    expect(isNobodys(concernOf([{ group: 'wg_1a' }]))).toBe(false)
  })
})
