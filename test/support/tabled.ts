/** Comments of a draft with what is proposed for each, and the editor who brings a table of them. */
import type { NewId } from '#src/core/id.ts'
import type { At } from '#src/core/use-case.ts'
import type { Table } from '#src/resolution/read.ts'
import type { Proposed, Settling } from '#src/resolution/resolution.ts'

export const moment = '2026-11-26T10:00:00Z'
export type Said = Omit<Proposed, 'comment'>
/** Comments 1 to n of a draft with what is proposed for each; null: nothing. */
export function tabled(...proposals: (Said | null)[]): Table {
  const label = 'TLP:GREEN' as const
  const all = proposals.map((said, nth): Settling => {
    const id = `cmt_c${nth + 1}` as const
    const words = { clause: '3.1', paragraph: '', line: '', text: 'A unit is missing.', proposed: '' }
    const from = {
      author: null,
      recordedBy: null,
      file: null,
      row: null,
      raw: null,
      flags: [],
      late: false,
      received: null,
      at: moment,
    }
    const of = {
      id,
      draft: 'draft_one',
      organisation: 'org_de',
      type: 'technical',
      code: 'DE',
      number: nth + 1,
    } as const
    return {
      comment: { status: 'validated', ...of, ...words, ...from, label, recipients: [], policy: {} },
      proposal: said ? { ...said, comment: id, id: `disp_${nth}`, by: null, at: moment, after: null } : undefined,
      ...{ decided: undefined, pulled: [], positions: [] },
    }
  })
  const named = { standard: 'DIS 1', title: 'Testing', body: 'SC 42', stage: 'DIS', url: '' }
  const period = { opensAt: moment, closesAt: moment }
  const draft = { id: 'draft_one', number: 1, group: 'wg_one', ...named, ...period, label, recipients: [] } as const
  const group = { id: 'wg_one', name: 'One', kind: 'working-group', members: [], places: [] } as const
  return {
    draft: { ...draft, recipients: [], registeredBy: null },
    group: { ...group, members: [], places: [] },
    ...{ all, list: undefined, zone: 'UTC', names: new Map() },
  }
}

const newId: NewId = (prefix) => `${prefix}_new`
const seat = { organisation: 'org_de', name: 'Germany', zone: 'UTC', role: 'editor', standing: 'staff' } as const
const actor = { kind: 'person', person: 'person_owen', name: 'Owen', seats: [seat], acting: null } as const
export const at: At = {
  ...{ now: Temporal.Instant.from(moment), actor, platform: 'slack', account: null, here: null, spokenIn: '' },
  ...{ draft: 'form_one', heard: false, overheard: {}, hosting: { host: 'one.example', country: null } },
  ...{ pictureAt: () => '', newId },
}
