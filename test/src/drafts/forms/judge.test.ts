import { describe, expect, test } from 'vitest'
import type { OrganisationId } from '#src/core/id.ts'
import type { Draft } from '#src/drafts/draft.ts'
import { judgeRows, type On, type Row } from '#src/drafts/forms/judge.ts'
import { rowsIn } from '#src/drafts/forms/rows.ts'

const member = (id: OrganisationId, short: string, code: string) => ({ id, short, code, policy: {}, signatories: [] })
const members = [
  member('org_japan', 'Japan', 'JP'),
  member('org_din', 'DIN', 'DE'),
  member('org_bsi', 'BSI', 'GB'),
  member('org_elot', 'ELOT', 'GR'),
  member('org_bis', 'BIS', 'IN'),
  member('org_labs', 'Northwind Labs', 'NORTHWINDLABS'),
  member('org_afnor', 'AFNOR', 'FR'),
  member('org_france', 'France', 'FR'),
]
const draft: Draft = {
  ...{ id: 'draft_a', number: 3, group: 'wg_a', label: 'TLP:GREEN', recipients: [], stage: 'DIS' },
  ...{ standard: 'ISO/IEC DIS 1', title: 'Testing', body: 'SC 42', url: '', registeredBy: null },
  ...{ opensAt: '2026-01-01T00:00:00Z', closesAt: '2026-02-01T00:00:00Z' },
}
const secretariat: On = {
  ...{ draft, members, acts: 'all', owner: undefined, own: undefined, by: 'person_eva' },
  ...{ standing: new Map(), number: 1, late: false, received: undefined },
}

/** Whose a row becomes that has `code` in its first column, in a file of that name; else why it is nobody's. */
function whose(code: string, name = 'comments.docx', on: Partial<On> = {}): string {
  const cells = [code, '', '3', '', 'te', 'Words', '', ''].map((text) => ({ text, flags: [] }))
  const rows = (rowsIn({ titles: [], tables: [[cells]] }) ?? []).map((row): Row => ({ ...row, file: 'cfile_a', name }))
  const { facts, results } = judgeRows(rows, { ...secretariat, ...on }, (prefix) => `${prefix}_a`)
  const [written] = facts
  return written?.type === 'comment-written' ? written.organisation : (results[0]?.says ?? '')
}

describe('A row’s first column', () => {
  test.each([
    ['JP', 'org_japan'],
    ['jp-003', 'org_japan'],
    ['Japan', 'org_japan'],
    ['Germany', 'org_din'],
    ['DIN', 'org_din'],
    ['DE (DIN)', 'org_din'],
    ['(DE)', 'org_din'],
    ['MB: DE', 'org_din'],
    // Reserved in ISO 3166-1 for the United Kingdom; the European Union's for Greece.
    ['UK', 'org_bsi'],
    ['GB/UK', 'org_bsi'],
    ['UK_12', 'org_bsi'],
    ['EL', 'org_elot'],
    ['Northwind Labs', 'org_labs'],
    ['France', 'org_france'],
  ])('“%s” is of %s', (code, organisation) => {
    expect(whose(code)).toBe(organisation)
  })

  test.each([
    // The editing unit of ISO's central secretariat, and CEN's editors: nobody's here.
    ['**', 'No organisation of this working group is called “**”.'],
    ['CCMC', 'No organisation of this working group is called “CCMC”.'],
    ['said in the meeting', 'No organisation of this working group is called “said in the meeting”.'],
    ['FR', '“FR” stands for AFNOR and France. Name which: import comments D-3 for AFNOR.'],
    ['JP, DE', '“JP, DE” stands for Japan and DIN. Name which: import comments D-3 for Japan.'],
  ])('“%s” is nobody’s, and that is said', (code, says) => {
    expect(whose(code)).toBe(says)
  })

  test('of two that are called so is whose was told', () => {
    expect(whose('FR', 'fr.docx', { owner: 'org_afnor' })).toBe('org_afnor')
    expect(whose('FR', 'fr.docx', { own: 'org_france' })).toBe('org_france')
  })
})

describe('Where a row names nobody', () => {
  test.each([
    ['en123p4-afnor.docx', 'org_afnor'],
    ['eniso345-din.docx', 'org_din'],
    ['ISO_DIS 42119-2_BSI.docx', 'org_bsi'],
    ['42119-2 (JP).xlsx', 'org_japan'],
    ['comments_northwind_labs.csv', 'org_labs'],
    ['JP.csv', 'org_japan'],
  ])('the end of the file’s name tells whose it is: %s', (name, organisation) => {
    expect(whose('', name)).toBe(organisation)
  })

  test('a name that tells of nobody, or of two, leaves it to whose it is that brings it; else to a question', () => {
    const asks = 'It does not say whose it is. Name the organisation: import comments D-3 for Japan.'
    expect(whose('', 'comments-final.docx')).toBe(asks)
    expect(whose('', 'jp-comments.docx')).toBe(asks)
    expect(whose('', 'final.docx', { own: 'org_din' })).toBe('org_din')
    expect(whose('', 'a-fr.docx')).toContain('stands for AFNOR and France')
    expect(whose('', 'a-fr.docx', { own: 'org_france' })).toBe('org_france')
  })

  test('whose was told with the files stands above their names', () => {
    expect(whose('', 'a-jp.docx', { owner: 'org_din' })).toBe('org_din')
  })

  test('a delegate’s own do not become theirs by a file of another’s name', () => {
    const acts = new Set<OrganisationId>(['org_japan'])
    expect(whose('', 'a-din.docx', { acts, own: 'org_japan' })).toBe(
      'Comments of DIN are for its delegates or the secretariat.',
    )
  })
})
