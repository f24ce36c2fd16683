/** Locating: whose account this is and in which consortium it speaks, before anything of a consortium is read. */
import { refused } from './answers.ts'
import { placeKey } from './consortium/places.ts'
import type { Actor } from './core/access.ts'
import { type Answer, said } from './core/answer.ts'
import { ConsortiumId, type NewId } from './core/id.ts'
import type { Intent } from './core/intent.ts'
import { refuse } from './core/refusal.ts'
import { argsOf } from './forms.ts'
import type { AnyUseCase } from './registry.ts'
import type { Store, Unit } from './store.ts'
import { button, card, withActions } from './view/build.ts'

type Surroundings = { store: Store; newId: NewId }

export type Standing = {
  kind: 'stands'
  consortium: ConsortiumId
  /** Read inside the transaction; undefined where the person left the consortium. */
  actor: (unit: Unit) => Promise<Actor | undefined>
}

export async function standingOf(
  intent: Intent,
  useCase: AnyUseCase,
  surroundings: Surroundings,
): Promise<Standing | { kind: 'answered'; answer: Answer }> {
  if (intent.platform === 'shell') return operatorStanding(intent, surroundings.store)
  const located = await surroundings.store.locate(intent)
  if (!located.workspaceKnown) return answered(refused(refuse('workspace-unknown', {})))
  const { person } = located
  if (person === null) return answered(strangerAnswer(intent, useCase))
  const named = intent.args.consortium ?? located.here
  const candidates = named === null ? located.consortia : located.consortia.filter((id) => id === named)
  const [consortium, ...others] = candidates
  if (consortium === undefined) return answered(refused(refuse('not-linked', {})))
  if (others.length > 0) return answered(await askWhich(intent, candidates, surroundings))
  return { kind: 'stands', consortium, actor: (unit) => unit.read.consortium.actor(person, spokenIn(intent)) }
}

/** The operator stands outside all consortia: names one, or there is only one, or the demonstration is about to be the first. */
async function operatorStanding(
  intent: Intent,
  store: Store,
): Promise<Standing | { kind: 'answered'; answer: Answer }> {
  const all = await store.consortia()
  const named = ConsortiumId.safeParse(intent.args.consortium)
  const consortium = named.success ? named.data : all.length > 1 ? undefined : (all[0] ?? 'con_demo')
  if (consortium === undefined) return answered(refused(refuse('consortium-needed', { ids: all })))
  return { kind: 'stands', consortium, actor: async () => ({ kind: 'operator' }) }
}

/** The key of the place for which a person may have chosen an organisation to act for. */
function spokenIn({ platform, via, place, args }: Intent): string {
  return placeKey(platform, via, place ?? args.place ?? null)
}

function strangerAnswer(intent: Intent, useCase: AnyUseCase): Answer {
  const drawn = useCase.unlinked?.(intent.args)
  return drawn ? said({ ...drawn, actions: [] }) : refused(refuse('not-linked', {}))
}

/** What was said waits in a draft of each candidate; the click says which, and goes on from there. */
async function askWhich(intent: Intent, candidates: ConsortiumId[], { store, newId }: Surroundings): Promise<Answer> {
  const id = newId('form')
  const values = argsOf(intent, {})
  const names: { id: ConsortiumId; name: string }[] = []
  for (const candidate of candidates) {
    const name = await store.transact(candidate, async (unit) => {
      await unit.keepDraft({ id, use: intent.use, values }, intent)
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
