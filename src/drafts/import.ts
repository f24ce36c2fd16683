/** Importing collected files of comments: each row becomes an organisation's comment; one bad file never stops the others, and the same file twice adds nothing. */
import { z } from 'zod'
import { readOn, resultFile } from '#src/bulk/file.ts'
import type { ImportFact, RowResult } from '#src/bulk/import.ts'
import type { ImportReader } from '#src/bulk/store.ts'
import { begunCard } from '#src/bulk/views.ts'
import { type Actor, grants, isGranted, type May, proposingSeats, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { sha256OfBytes } from '#src/core/hash.ts'
import { CommentFileId, ImportId, OrganisationId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { jsonIn } from '#src/core/json.ts'
import { pastDay } from '#src/core/past-day.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { type CommentFact, codeOf, commentReference } from './comment.ts'
import { type Draft, draftReference, isLateOn, takesComments } from './draft.ts'
import type { CommentFileFact } from './file.ts'
import { judgeRows, keyOf, type On, type Row } from './forms/judge.ts'
import { mostComments, ReadRow, rowsIn } from './forms/rows.ts'
import { commentsImportCard, importedCard, Kept, keptOf, recordedCard, troubleWords, withRows } from './import-views.ts'
import { DraftReference, draftBy, draftUnknown, type Read, splitDraft } from './read.ts'
import { Sheet, SheetTrouble } from './sheet.ts'

/** Rows of one transaction. */
const batch = 250

/** As the adapter hands them over: each read, or why it is not. `content` in base64. */
const Files = z.array(
  z.union([
    z.object({ name: z.string(), content: z.base64(), sheet: Sheet }),
    z.object({ name: z.string(), trouble: z.union([SheetTrouble, z.literal('not-fetched')]) }),
  ]),
)
type Files = z.infer<typeof Files>

type Reading = Read & { imports: ImportReader }
type Stored = CommentFact | CommentFileFact | ImportFact

const importer: May<unknown> = {
  name: 'comment-importer',
  says: 'the secretariat, or a head delegate, delegate or deputy of an organisation',
  grants: { ...grants(signingRoles, 'own'), secretariat: 'any' },
  test: (actor) => isGranted(actor, importer.grants),
}

type Opened =
  | { name: string; trouble: keyof typeof troubleWords }
  | (Extract<Files[number], { sheet: Sheet }> & { size: number; hash: string })
type State = { draft: Draft; files: Opened[]; known: ReadonlySet<string>; on: On | Refusal }

export const importComments = changing('import-comments', {
  input: z.object({
    reference: DraftReference,
    /** Whose the rows are that name nobody. */
    owner: optional(z.string().trim().max(200)),
    /** The day on which they came; today, where it is not said. */
    day: optional(z.string().trim().max(100, 'Write the day like 2026-11-01.')),
    files: z.string().optional(),
  }),
  says: 'Import collected files of comments on a draft: Word, Excel or CSV, several at a time',
  may: importer,
  typed: {
    word: 'import',
    usage: 'import comments D-3',
    examples: ['import comments D-3', 'import comments D-3 for Japan', 'import comments D-3 received 2026-11-20'],
    read: (rest) => {
      const [, more] = /^comments\b([\s\S]*)$/i.exec(rest) ?? []
      const split = more === undefined ? undefined : splitDraft(more)
      if (more === undefined || (!split && more.trim() !== '')) return undefined
      const said = /^(?:for\s+(\S[\s\S]*?))?(?:(?:^|\s+)received\s+(\S[\s\S]*))?$/i.exec(split?.rest ?? '')
      if (!said) return undefined
      const [, owner, day] = said
      return { ...(split && { reference: split.reference }), ...(owner && { owner }), ...(day && { day }) }
    },
  },
  load: async (input, read: Reading, at): Promise<State | Refusal> => {
    const draft = await draftBy(input.reference, read, at.actor)
    if (!draft) return draftUnknown(input.reference)
    if (at.here !== null) return refuse('heard-here', {})
    const files = await inTurn(Files.safeParse(jsonIn(input.files ?? '[]')).data ?? [], opened)
    const known = new Set((await read.comments.files(draft.id)).map(({ hash }) => hash))
    return { draft, files, known, on: await onDraft(draft, input, read, at) }
  },
  decide: (_input, state, at): Decision<Stored> => {
    if ('code' in state) return decline(state)
    const { draft, files, on } = state
    if ('code' in on) return decline(on)
    if (files.length === 0) return decline(refuse('comment-files-needed', { reference: draftReference(draft) }))
    const { facts, rows, results } = readFiles(state, at)
    const kept = keptOf(draft, results)
    if (rows.length > batch) return begun({ draft, facts, rows, kept, on }, at)
    const judged = judgeRows(rows, on, at.newId)
    const whole = withRows(kept, judged)
    return accept([...keptFiles(facts, judged.facts), ...judged.facts], {
      says: importedCard(whole),
      effects: [...told(whole, on, at), ...resultOf(whole, on.by, prefersOf(at), at)],
    })
  },
})

/** A file of which nothing was taken leaves nothing behind. */
function keptFiles(files: CommentFileFact[], comments: readonly CommentFact[]): CommentFileFact[] {
  const taken = new Set(comments.map((fact) => (fact.type === 'comment-written' ? fact.file : null)))
  return files.filter(({ file }) => taken.has(file))
}

async function opened(file: Files[number]): Promise<Opened> {
  if ('trouble' in file) return file
  const bytes = Uint8Array.fromBase64(file.content)
  return { ...file, size: bytes.length, hash: await sha256OfBytes(bytes) }
}

type ReadFiles = { facts: CommentFileFact[]; rows: Row[]; results: RowResult[] }

/** What is in them, file by file. */
function readFiles({ draft, files, known, on }: State, at: At): ReadFiles {
  const all: ReadFiles = { facts: [], rows: [], results: [] }
  if ('code' in on) return all
  const seen = new Set(known)
  for (const one of files) {
    const says = 'trouble' in one ? troubleWords[one.trouble] : undefined
    const rows = 'trouble' in one ? undefined : rowsIn(one.sheet)
    const wrong = says ?? rowsTrouble(rows)
    if (wrong !== undefined || 'trouble' in one || !rows) {
      all.results.push({ row: 0, became: 'refused', what: one.name, says: wrong ?? '' })
    } else if (seen.has(one.hash)) {
      all.results.push({ row: 0, became: 'unchanged', what: one.name, says: 'It was imported before.' })
    } else {
      const { content, hash, size } = one
      seen.add(hash)
      const [file, name] = [at.newId('cfile'), one.name.slice(0, 255)]
      const imported = { file, draft: draft.id, size, importedBy: on.by, sealed: { name, hash } }
      all.facts.push(
        { type: 'comment-file-imported', ...imported },
        { type: 'comment-file-kept', personal: true, file, bytes: content },
      )
      all.rows.push(...rows.map((row) => ({ ...row, file, name })))
    }
  }
  return all
}

function rowsTrouble(rows: ReadRow[] | undefined): string | undefined {
  if (!rows) return 'It has no table of comments. Take the commenting template, or name the columns as it does.'
  if (rows.length === 0) return 'Its table has no comments.'
  return rows.length > mostComments ? `It has ${rows.length} rows. Split it: one file takes 5,000.` : undefined
}

type Beginning = { draft: Draft; facts: CommentFileFact[]; rows: Row[]; kept: Kept; on: On }

function begun({ draft, facts, rows, kept, on }: Beginning, at: At): Decision<Stored> {
  const id = at.newId('imp')
  const name = draftReference(draft)
  const fact: ImportFact = {
    ...{ type: 'import-begun', personal: true, import: id, table: 'comments', name, person: on.by, total: rows.length },
    rows: JSON.stringify({ owner: on.owner ?? null, day: on.received ?? null, rows }),
    report: JSON.stringify(kept),
  }
  const says = begunCard({ table: 'comments', name, total: rows.length })
  return accept([...facts, fact], { says: { ...says, label: draft.label }, effects: [readOn(id, 0, prefersOf(at))] })
}

/** What of a long import waits to be read. */
const Waiting = z.object({
  owner: OrganisationId.nullable(),
  /** Of an import that an earlier version began, nobody was asked. */
  day: z.iso.date().nullable().default(null),
  rows: z.array(ReadRow.extend({ file: CommentFileId, name: z.string() })),
})

export const continueComments = changing('continue-comments', {
  input: z.object({
    import: ImportId,
    /** From which row on; of two who would read the same rows the second reads none. */
    from: z.coerce.number().int().optional(),
    prefers: ChatPlatform.optional(),
  }),
  says: 'Read the next rows of files of comments that are being imported',
  may: importer,
  load: async ({ import: id, from }, read: Reading, at) => {
    const running = await read.imports.forUpdate(id)
    const isOwn = at.actor.kind === 'person' && running?.person === at.actor.person
    if (running?.table !== 'comments' || !isOwn) return undefined
    if (running.state !== 'running' || (from !== undefined && from !== running.done)) return { running }
    const kept = Kept.parse(JSON.parse(running.report))
    const { owner, day, rows } = Waiting.parse(JSON.parse(running.rows))
    const draft = await read.drafts.byId(kept.draft)
    const on = draft && (await onDraft(draft, { owner: owner ?? undefined, day: day ?? undefined }, read, at))
    return { running, kept, draft, on, rows: rows.slice(running.done, running.done + batch) }
  },
  decide: ({ prefers }, loaded, at): Decision<Stored> => {
    if (!loaded) return decline(refuse('not-found', { reference: 'such import' }))
    const { running, kept: before, draft, on, rows = [] } = loaded
    if (!before || !draft || !on) return accept([], { says: commentsImportCard(running) })
    if ('code' in on) return decline(on)
    const judged = judgeRows(rows, on, at.newId)
    const kept = withRows(before, judged)
    const done = running.done + rows.length
    const state = done < running.total ? 'running' : 'done'
    const report = JSON.stringify(kept)
    const fact = { type: 'import-advanced', personal: true, import: running.id, done, state, report } as const
    const effects =
      state === 'running'
        ? [readOn(running.id, done, prefers)]
        : [...told(kept, on, at), ...resultOf(kept, on.by, prefers, at)]
    return accept([...judged.facts, fact], {
      says: commentsImportCard({ ...running, done, state, report }),
      effects,
      refresh: [{ kind: 'draft', id: draft.id }],
    })
  },
})

type Told = { owner?: string | undefined; day?: string | undefined }

/** What rows are judged by; `owner` and `day` as they were typed, or its id and the day as it was read. */
async function onDraft(draft: Draft, { owner, day }: Told, read: Read, { actor, now }: At): Promise<On | Refusal> {
  if (actor.kind !== 'person') return refuse('not-yours', { role: importer.says })
  const group = present(await read.consortium.group(draft.group), 'the working group of a draft')
  const members = await inTurn(group.members, async (one) => {
    const policy = await read.consortium.release(one.id)
    const signatories = (await read.consortium.signatories(one.id)).map(({ person }) => person)
    return { id: one.id, short: one.short, code: codeOf(one), policy, signatories }
  })
  const acts = actsFor(actor)
  const own = members.filter(({ id }) => acts !== 'all' && acts.has(id))
  const named = owner === undefined ? undefined : members.find((one) => isCalled(one, owner))
  if (owner !== undefined && !named) {
    return refuse('no-such-organisation', { typed: owner, names: members.map(({ short }) => short) })
  }
  const { zone } = await read.consortium.consortium()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const received =
    day === undefined ? undefined : pastDay(day, { today, example: today.subtract({ days: 1 }), field: 'day' })
  if (received && isRefusal(received)) return received
  // Whether its own comments are late is no delegate's to say.
  if (received && acts !== 'all') return refuse('not-yours', { role: 'the secretariat' })
  const numbered = await read.comments.numbered(draft.id)
  return {
    ...{ draft, members, acts, by: actor.person, received: received?.toString() },
    late: received ? isLateOn(draft, received, zone) : !takesComments(draft, now),
    owner: named?.id,
    own: own.length === 1 ? own[0]?.id : undefined,
    standing: new Map(numbered.map((one) => [keyOf(one.organisation, one), commentReference(one)])),
    number: await read.comments.nextNumber(draft.id),
  }
}

function isCalled({ id, short, code }: On['members'][number], typed: string): boolean {
  return id === typed || [short, code].some((called) => called.toLowerCase() === typed.toLowerCase())
}

/** The secretariat records for everybody, others for whom they sign. */
function actsFor(actor: Extract<Actor, { kind: 'person' }>): On['acts'] {
  if (actor.seats.some(({ role }) => role === 'secretariat')) return 'all'
  const signing = proposingSeats(actor).filter(({ role }) => signingRoles.some((one) => one === role))
  return new Set(signing.map(({ organisation }) => organisation))
}

function prefersOf({ platform }: At): ChatPlatform | undefined {
  return platform === 'shell' ? undefined : platform
}

function resultOf(kept: Kept, person: On['by'], prefers: ChatPlatform | undefined, at: At): Effect[] {
  const { results, label } = kept
  return resultFile('Result', { name: 'comments', results, label }, { table: 'comments', person, prefers }, at)
}

/** Those who sign for whose comments were recorded hear how many; who brought them knows. */
function told({ ofEach }: Kept, { draft, members, by }: On, { actor }: At): Effect[] {
  const name = actor.kind === 'person' ? actor.name : ''
  return members.flatMap(({ id, short, signatories }) => {
    const count = ofEach[id] ?? 0
    if (count === 0) return []
    const card = recordedCard(draft, { count, organisation: short, by: name })
    return signatories.filter((person) => person !== by).map((person): Effect => ({ kind: 'tell', person, card }))
  })
}
