/** 300 comments on a draft as a secretariat collects them: of 23 organisations, each in a file of its own, in the formats that they send. */
import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { commentForm } from './comment-forms.ts'

/** Standards bodies beside those of the demonstration's working group; each has a head delegate. */
const countries = ['AT', 'AU', 'BE', 'BR', 'CH', 'CN', 'CZ', 'DK', 'ES', 'FI', 'GB', 'IE', 'IN', 'IT', 'NO', 'SE']
const ofDemo = ['JP', 'FR', 'KR', 'DE', 'Northwind', 'Maple', 'Commons']
const codes = [...ofDemo, ...countries]

export type Joined = { organisation: OrganisationId; person: PersonId; name: string }
export const joined: Joined[] = countries.map((country) => {
  const name = country.toLowerCase()
  return { organisation: `org_${name}`, person: `person_${name}`, name }
})

/** They join the working group, each with its head delegate. */
export function joining(): Fact[] {
  const days = { from: '2026-01-01', until: null }
  return joined.flatMap(({ organisation, person, name }): Fact[] => {
    const country = name.toUpperCase()
    const of = { organisation, category: 'P', class: '', votes: true, ...days } as const
    const words = { short: `Body ${country}`, name: `Standards of ${country}`, kind: 'standards body' } as const
    return [
      { type: 'organisation-admitted', id: organisation, ...words, country, zone: 'Europe/Paris' },
      { type: 'membership-begun', body: 'con_demo', ...of },
      { type: 'membership-begun', body: 'wg_evaluation', ...of },
      { type: 'person-added', person, zone: 'Europe/Paris', sealed: { name: `Delegate of ${country}`, contact: '' } },
      { type: 'seat-given', person, organisation, role: 'head-delegate', standing: 'staff', ...days },
    ]
  })
}

type Row = { code: string; type: 'ge' | 'te' | 'ed'; clause: string; text: string; proposed: string }

/** 8 on the whole draft, 61 technical, 231 editorial; of these 20 organisations say the same of clause 2. Dealt to the organisations in turn. */
const rows: Row[] = Array.from({ length: 300 }, (_, n): Row => {
  const code = codes[n % codes.length] ?? ''
  if (n < 8) return { code, type: 'ge', clause: '', text: `What is the aim of part ${n}?`, proposed: '' }
  if (n < 69) {
    const words = { text: `Threshold ${n} is given without its unit.`, proposed: `Add the unit of threshold ${n}.` }
    return { code, type: 'te', clause: `3.${n}`, ...words }
  }
  if (n < 280) return { code, type: 'ed', clause: `4.${n % 7}`, text: `Spell term ${n} out.`, proposed: `Term ${n}` }
  return { code, type: 'ed', clause: '2', text: 'A reference is d\u00e9pass\u00e9e.', proposed: 'Update it.' }
})

/** One file for each organisation: Word in both layouts, CSV in Latin-1 with semicolons, and workbooks. */
export async function collected(): Promise<{ name: string; bytes: Buffer }[]> {
  const all: { name: string; bytes: Buffer }[] = []
  for (const [nth, code] of codes.entries()) {
    const own = rows.filter((row) => row.code === code)
    all.push(await fileOf(code.toLowerCase(), own, nth % 4))
  }
  return all
}

const titles = ['MB/NC', 'Line number', 'Clause', 'Paragraph', 'Type of comment', 'Comments', 'Proposed change']

async function fileOf(name: string, own: Row[], format: number) {
  const cells = own.map(({ code, type, clause, text, proposed }) => [code, '', clause, '', type, text, proposed])
  if (format === 0) {
    const form = await commentForm(
      '2012-03',
      cells.map((row) => [...row, '']),
    )
    return { name: `${name}.docx`, bytes: Buffer.from(form) }
  }
  if (format === 1) {
    // Without line numbers.
    const form = await commentForm(
      '13B',
      cells.map(([code = '', , ...rest]) => [code, ...rest, '']),
    )
    return { name: `${name}.docx`, bytes: Buffer.from(form) }
  }
  if (format === 2) {
    return { name: `${name}.csv`, bytes: Buffer.from(stringify([titles, ...cells], { delimiter: ';' }), 'latin1') }
  }
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('Comments').addRows([titles, ...cells])
  return { name: `${name}.xlsx`, bytes: Buffer.from(await workbook.xlsx.writeBuffer()) }
}
