/** A joint statement with its signatories as a document, to be read and as tables. Pure. */
import type { DocumentId } from '#src/core/id.ts'
import type { Cell, Document, Part } from '#src/view/document.ts'
import type { StatementState } from './read.ts'
import { statementReference } from './statement.ts'

export function statementDocument(id: DocumentId, state: StatementState, now: Temporal.Instant): Document {
  const { statement, names, zone } = state
  const reference = statementReference(statement)
  const day = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  const name = (organisation: string) => names.get(organisation) ?? organisation
  const { signatures } = statement
  const standing = signatures.filter(({ withdrawnAt }) => withdrawnAt === null)
  const withdrawn = signatures.flatMap(({ organisation, signedAt, withdrawnAt }): Cell[][] =>
    withdrawnAt === null ? [] : [[name(organisation), day(signedAt), day(withdrawnAt)]],
  )
  const columns = [
    { header: 'Organisation', width: 40 },
    { header: 'Signed', width: 14 },
  ]
  const withdrawnColumn = { header: 'Withdrawn', width: 14 }
  const rows = standing.map(({ organisation, signedAt }): Cell[] => [name(organisation), day(signedAt)])
  const closing = statement.closedAt ? 'Closed for signing' : 'Open for signing until'
  const paragraphs = statement.text.split(/\n+/).filter((one) => one.trim() !== '')
  const withdrawnParts: Part[] =
    withdrawn.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Signatures withdrawn' },
          { kind: 'table', columns: [...columns, withdrawnColumn], rows: withdrawn },
        ]
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: `${reference} ${statement.title}` },
    ...paragraphs.map((one): Part => ({ kind: 'paragraph', text: [one] })),
    {
      kind: 'facts',
      facts: [
        { label: closing, value: [day(statement.closedAt ?? statement.closesAt)] },
        { label: 'Signatories', value: [String(standing.length)] },
      ],
    },
    { kind: 'heading', level: 2, text: 'Signatories' },
    rows.length === 0 ? { kind: 'paragraph', text: ['Nobody has signed.'] } : { kind: 'table', columns, rows },
    ...withdrawnParts,
  ]
  return {
    ...{ id, needs: 'secretary', organisation: null, title: `Joint statement ${reference}` },
    ...{ name: `statement-${reference.toLowerCase()}`, label: statement.label },
    madeAt: now.toString({ smallestUnit: 'second' }),
    tables: [
      { name: 'Signatories', columns, rows },
      { name: 'Withdrawn', columns: [...columns, withdrawnColumn], rows: withdrawn },
    ],
    parts,
  }
}
