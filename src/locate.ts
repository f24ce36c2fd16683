/** Locating: whose account this is and in which consortium it speaks, before anything of a consortium is read. */
import { refused } from './answers.ts'
import { enterCode } from './consortium/account-views.ts'
import type { Actor } from './core/access.ts'
import { type Answer, said } from './core/answer.ts'
import { ConsortiumId, type NewId, type PersonId } from './core/id.ts'
import type { Intent } from './core/intent.ts'
import { refuse } from './core/refusal.ts'
import { unknownAccount } from './core/sentences.ts'
import { argsOf, keepDraft } from './forms.ts'
import type { AnyUseCase } from './registry.ts'
import type { Located, Store, Unit } from './store.ts'
import { button, card, note, withActions } from './view/build.ts'

type Surroundings = { store: Store; newId: NewId }

export type Standing = {
  kind: 'stands'
  intent: Intent
  consortium: ConsortiumId
  /** Read inside the transaction; `spokenIn` is the place for which an organisation may have been chosen. Undefined where the person left the consortium. */
  actor: (unit: Unit, spokenIn: string) => Promise<Actor | undefined>
}

export async function standingOf(
  intent: Intent,
  useCase: AnyUseCase,
  surroundings: Surroundings,
): Promise<Standing | { kind: 'answered'; answer: Answer }> {
  if (intent.platform === 'shell') return operatorStanding(intent, useCase, surroundings)
  const located = await surroundings.store.locate(intent)
  if (!located.workspaceKnown) return answered(refused(refuse('workspace-unknown', {})))
  const { person } = located
  if (useCase.redeems) return redeemingStanding(intent, useCase.redeems(intent.args), located, surroundings)
  if (person === null) return answered(strangerAnswer(intent, useCase))
  const named = intent.args.consortium ?? located.here
  const candidates = named === null ? located.consortia : located.consortia.filter((id) => id === named)
  const [consortium, ...others] = candidates
  if (consortium === undefined) return answered(refused(refuse('not-linked', {})))
  if (others.length > 0) return answered(await askWhich({ intent, useCase, person, candidates }, surroundings))
  return { kind: 'stands', intent, consortium, actor: actorOf(person) }
}

/** The operator stands outside all consortia: names one, or there is only one, or is about to make the first. */
async function operatorStanding(
  intent: Intent,
  useCase: AnyUseCase,
  { store, newId }: Surroundings,
): Promise<Standing | { kind: 'answered'; answer: Answer }> {
  const all = await store.consortia()
  const named = ConsortiumId.safeParse(intent.args.consortium).data
  const consortium = useCase.founds ? (named ?? useCase.founds(all, newId)) : existing(all, named)
  if (consortium === undefined) {
    return answered(refused(all.length === 0 ? refuse('no-consortium', {}) : refuse('consortium-needed', { ids: all })))
  }
  return { kind: 'stands', intent, consortium, actor: async () => ({ kind: 'operator' }) }
}

/** The one that is named, or the only one there is. */
function existing(all: readonly ConsortiumId[], named: ConsortiumId | undefined): ConsortiumId | undefined {
  if (named !== undefined) return all.find((id) => id === named)
  return all.length === 1 ? all[0] : undefined
}

function actorOf(person: PersonId): Standing['actor'] {
  return (unit, spokenIn) => unit.read.consortium.actor(person, spokenIn)
}

/**
 * A code says in which consortium it is tried; one that nobody made is counted in the first that there is, and so is its form. A form is
 * read by nobody else, wherever it was opened.
 */
async function redeemingStanding(
  intent: Intent,
  half: string | undefined,
  { person, consortia }: Located,
  { store }: Surroundings,
): Promise<Standing | { kind: 'answered'; answer: Answer }> {
  const named = half === undefined || intent.opens ? undefined : await store.invitedTo(half)
  const consortium = named ?? consortia[0] ?? (await store.consortia())[0]
  if (consortium === undefined) return answered(refused(refuse('not-linked', {})))
  const { form, consortium: _drawnFor, ...args } = intent.args
  const filledIn = form === undefined ? {} : { key: form, place: null }
  return {
    kind: 'stands',
    intent: { ...intent, args, ...filledIn },
    consortium,
    actor: async (unit, spokenIn) => (person && (await actorOf(person)(unit, spokenIn))) ?? { kind: 'stranger' },
  }
}

function strangerAnswer(intent: Intent, useCase: AnyUseCase): Answer {
  const drawn = useCase.unlinked?.(intent.args)
  if (drawn) return said(withActions({ ...drawn, blocks: [...drawn.blocks, note(unknownAccount)] }, enterCode))
  const answer = refused(refuse('not-linked', {}))
  return { ...answer, card: withActions(answer.card, enterCode) }
}

type Asking = { intent: Intent; useCase: AnyUseCase; person: PersonId; candidates: ConsortiumId[] }

/** What was said waits in a draft of each candidate; the click says which, and goes on from there. */
async function askWhich(
  { intent, useCase, person, candidates }: Asking,
  { store, newId }: Surroundings,
): Promise<Answer> {
  const id = newId('form')
  const values = argsOf(intent, {})
  const names: { id: ConsortiumId; name: string }[] = []
  for (const candidate of candidates) {
    const name = await store.transact(candidate, async (unit) => {
      const actor = (await unit.read.consortium.actor(person)) ?? { kind: 'stranger' as const }
      await keepDraft(useCase, { id, args: values, at: { actor, newId } }, unit, intent)
      return (await unit.read.consortium.consortium()).name
    })
    names.push({ id: candidate, name })
  }
  const choices = names.map(({ id: consortium, name }) =>
    button(`Choose ${name}`, intent.use, { form: id, consortium }, { opens: intent.opens }),
  )
  return said(withActions(card('Which consortium is this for?'), ...choices))
}

function answered(answer: Answer) {
  return { kind: 'answered' as const, answer }
}
