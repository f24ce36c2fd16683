/** Forms: drawn from the use case's shape, the values as typed and the problems; what was typed waits in a draft. */
import { z } from 'zod'
import { refused } from './answers.ts'
import { type Actor, chosenOf } from './core/access.ts'
import type { Answer } from './core/answer.ts'
import { sha256OfBytes } from './core/hash.ts'
import { type ConsortiumId, DocumentId, type FormId } from './core/id.ts'
import type { Intent } from './core/intent.ts'
import { refuse } from './core/refusal.ts'
import type { At } from './core/use-case.ts'
import type { Documents } from './documents/store.ts'
import type { AnyUseCase } from './registry.ts'
import type { Owner, Unit } from './store.ts'
import type { Field, Problem } from './view/form.ts'

/** Answers with the form; without one, with a refusal that lists the problems. */
export async function formAnswer(on: {
  useCase: AnyUseCase
  consortium: ConsortiumId
  intent: Intent
  args: Record<string, string>
  at: At
  unit: Unit
  problems: Problem[]
}): Promise<Answer> {
  const { useCase, consortium, args, at, unit, problems } = on
  const shape = await useCase.form?.(args, unit.read, at)
  if (!shape) return refused(refuse('wrong-args', { problems: problems.map((problem) => problem.says).join('; ') }))
  if ('code' in shape) return refused(shape)
  await keepDraft(useCase, { id: at.draft, args: { ...args, ...shape.keeps }, at }, unit, on.intent)
  const { title, submit, note } = shape
  const names = shape.fields.map(({ name }) => name)
  const kept = Object.entries({ ...shape.values, ...args }).filter(([name]) => names.includes(name))
  const values = Object.fromEntries(kept)
  const fields = shape.fields.map((field) => roomFor(field, values[field.name] ?? ''))
  const form = { id: at.draft, consortium, use: useCase.name, title, submit, fields, values }
  const wrong = [...(shape.problems ?? []), ...problems]
  return { kind: 'form', form: { ...form, problems: wrong, ...(note && { note }) } }
}

type Begun = { id: FormId; args: Record<string, string>; at: Pick<At, 'actor' | 'newId'> }

/** Keeps what was typed for the person, but for what its organisation lets nobody store. */
export async function keepDraft(
  useCase: AnyUseCase,
  { id, args: given, at }: Begun,
  { read, documents, keepDraft: keep }: Pick<Unit, 'read' | 'documents' | 'keepDraft'>,
  owner: Owner,
): Promise<void> {
  const { actor } = at
  const args = given.content === undefined ? given : await withoutBytes(given, at, documents)
  const back = (await useCase.keepsBack?.(args, read, actor)) ?? []
  const without = (all: Record<string, string>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !back.includes(name)))
  const heard = JSON.stringify(without(overheardIn(args)))
  await keep(
    { id, use: useCase.name, values: { ...without(keptOf(args, actor)), ...(args.heard && { heard }) } },
    owner,
  )
}

/** A file that came along waits as a document of the person's, and the draft holds its id. */
async function withoutBytes(
  args: Record<string, string>,
  { actor, newId }: Pick<At, 'actor' | 'newId'>,
  documents: Documents,
): Promise<Record<string, string>> {
  const { content = '', ...rest } = args
  if (DocumentId.safeParse(content).success) return args
  const read = z.base64().safeParse(content)
  if (actor.kind !== 'person' || !read.success) return rest
  const bytes = Uint8Array.fromBase64(read.data)
  const file = { name: args.name ?? 'file', type: 'application/octet-stream', bytes, hash: await sha256OfBytes(bytes) }
  const id = newId('doc')
  await documents.keep(id, [file], { person: actor.person, label: 'TLP:RED', needs: 'self', organisation: null })
  return { ...rest, content: id }
}

/** What is too long is shown whole, so that it can be shortened by its author. */
function roomFor(field: Field, typed: string): Field {
  return 'options' in field ? field : { ...field, max: Math.max(field.max, typed.length) }
}

/** What a draft keeps, with what came now on top; begun in a channel and for an organisation, it stays so when it goes on in a 1:1 chat. */
export function argsOf(intent: Intent, kept: Record<string, string>): Record<string, string> {
  const { form: _form, consortium: _consortium, place: _place, acting: _acting, heard: _heard, ...typed } = intent.args
  const heard = intent.heard ? { heard: JSON.stringify(typed) } : {}
  return { ...(intent.place !== null && { place: intent.place }), ...kept, ...typed, ...heard }
}

const Overheard = z.record(z.string(), z.string())

/** What others read as it was typed, of this attempt and of the draft under it. */
export function overheardIn({ heard }: Record<string, string>): Record<string, string> {
  return heard === undefined ? {} : Overheard.parse(JSON.parse(heard))
}

/** What a draft may keep: never the yes, which was said to what was shown then, nor a code. What is shown now is for one organisation. */
function keptOf(args: Record<string, string>, actor: Actor): Record<string, string> {
  const { sure: _sure, code: _code, ...kept } = args
  const chosen = chosenOf(actor)
  return { ...kept, ...(chosen && { acting: chosen.id }) }
}
