import { describe, expect, test } from 'vitest'
import type { Actor, Seat } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Release } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Draft } from '#src/drafts/draft.ts'
import type { Settling } from '#src/resolution/resolution.ts'
import { heardHere, saysWords, stancesSeen, stanceWrong } from '#src/resolution/stance.ts'

const at = '2026-11-26T10:00:00Z'

function drafted(label: Tlp): Draft {
  const named = { standard: 'DIS 1', title: 'Testing', body: 'SC 42', stage: 'DIS', url: '' }
  const period = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2026-02-01T00:00:00Z' }
  const of = { id: 'draft_one', number: 1, group: 'wg_one', registeredBy: null } as const
  return { ...of, ...named, ...period, label, recipients: ['org_de', 'org_fr', 'org_jp'] }
}

/** A comment of Germany that France pulled out, and on which Japan has a position. */
function settled(label: Tlp, leaves: { comment?: Release; pulled?: Release; position?: Release }): Settling {
  const policy = (what: Release = 'full') => ({ [label]: what })
  const words = { clause: '3.1', paragraph: '', line: '', text: 'A unit is missing.', proposed: 'Add it.' }
  const from = { author: null, recordedBy: null, file: null, row: null, raw: null, late: false, received: null, at }
  const id = 'cmt_one' as const
  const of = { id, draft: 'draft_one', organisation: 'org_de', type: 'technical', code: 'DE', number: 1 } as const
  const shared = { label, recipients: drafted(label).recipients, policy: policy(leaves.comment), flags: [] }
  return {
    comment: { status: 'validated', ...of, ...words, ...from, ...shared },
    proposal: undefined,
    decided: undefined,
    pulled: [
      {
        ...{ comment: id, consent: 'consent_one', proposal: 'disp_one', organisation: 'org_fr', by: null, at },
        ...{ reason: 'We differ.', policy: policy(leaves.pulled) },
      },
    ],
    positions: [
      {
        ...{ comment: id, organisation: 'org_jp', position: 'not-accept', by: null, at },
        ...{ note: 'It is not ours.', policy: policy(leaves.position) },
      },
    ],
  }
}

function of(organisation: OrganisationId, standing: Seat['standing'] = 'staff'): Actor {
  const seat = { organisation, name: '', zone: 'UTC', role: 'delegate', standing } as const
  return { kind: 'person', person: 'person_one', name: 'One', seats: [seat], acting: null }
}

type Seen = { reason: string | undefined; note: string | undefined }

describe('What an organisation says of a comment', () => {
  test.each<[string, Tlp, Parameters<typeof settled>[1], Actor, Seen]>([
    ['whole', 'TLP:GREEN', {}, of('org_kr'), { reason: 'We differ.', note: 'It is not ours.' }],
    [
      'without words, of a reference',
      'TLP:GREEN',
      { pulled: 'reference' },
      of('org_kr'),
      { reason: '', note: 'It is not ours.' },
    ],
    [
      'not at all, of nothing',
      'TLP:GREEN',
      { position: 'nothing' },
      of('org_kr'),
      { reason: 'We differ.', note: undefined },
    ],
    [
      'whole by its own',
      'TLP:GREEN',
      { pulled: 'reference' },
      of('org_fr'),
      { reason: 'We differ.', note: 'It is not ours.' },
    ],
    [
      'without words, where the comment is kept',
      'TLP:GREEN',
      { comment: 'reference' },
      of('org_kr'),
      { reason: '', note: '' },
    ],
    [
      'whole by its own also then',
      'TLP:GREEN',
      { comment: 'reference' },
      of('org_jp'),
      { reason: '', note: 'It is not ours.' },
    ],
    ['not at all, by whom the label leaves out', 'TLP:AMBER', {}, of('org_kr'), { reason: undefined, note: undefined }],
    [
      'not at all, by guests of its own',
      'TLP:AMBER',
      {},
      of('org_fr', 'guest'),
      { reason: undefined, note: undefined },
    ],
  ])('is seen %s', (_how, label, leaves, actor, seen) => {
    const { pulled, positions } = stancesSeen(actor, { draft: drafted(label) }, settled(label, leaves))
    expect({ reason: pulled[0]?.reason, note: positions[0]?.note }).toEqual(seen)
  })

  test.each<[Release, boolean, string | undefined]>([
    ['full', true, undefined],
    ['reference', false, undefined],
    ['nothing', false, 'comment-kept'],
  ])('is stored of what leaves as %s', (what, words, refused) => {
    const on = { draft: drafted('TLP:AMBER'), policy: { any: what }, names: new Map([['org_fr', 'France']] as const) }
    expect(saysWords(on)).toBe(words)
    expect(stanceWrong(on, 'org_fr', { words: 'We differ.', heard: undefined, field: 'reason' })?.code).toBe(refused)
  })

  test.each<[Tlp, string | undefined, string | undefined]>([
    ['TLP:GREEN', 'We differ.', undefined],
    ['TLP:AMBER', undefined, undefined],
    ['TLP:AMBER', 'We differ.', 'text-heard'],
    ['TLP:AMBER', 'we differ', 'text-heard'],
    ['TLP:AMBER', 'Something else', undefined],
  ])('is taken at %s where others read “%s”: refused by %s', (label, heard, refused) => {
    expect(heardHere(drafted(label), { words: 'We differ.', heard, field: 'reason' })?.code).toBe(refused)
  })
})
