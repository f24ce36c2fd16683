/**
 * App: the order in which everything happens, written once: locate, parse, load, decide, save, answer. One transaction per intent; its last
 * statement keeps the answer under the intent's key, so that a repeat changes nothing and gets the same answer.
 */
import { addressed, problemOf, readingsCard, refused, stampedEffect } from './answers.ts'
import { placeKey } from './consortium/places.ts'
import { type Actor, actingFor } from './core/access.ts'
import { type Answer, said } from './core/answer.ts'
import type { Decision } from './core/decision.ts'
import type { Effect, Subject } from './core/effect.ts'
import { type ConsortiumId, FormId, type NewId, type PersonId } from './core/id.ts'
import { type Intent, shellIntent, storableIntent } from './core/intent.ts'
import type { PictureAt } from './core/picture.ts'
import { refuse } from './core/refusal.ts'
import type { At, Hosting } from './core/use-case.ts'
import { argsOf, formAnswer, keepDraft, overheardIn } from './forms.ts'
import { type Standing, standingOf } from './locate.ts'
import { movedEffects } from './moved.ts'
import type { Fact } from './readers.ts'
import { type AnyUseCase, useCaseOf } from './registry.ts'
import { Conflict, OutcomeUnknown, Repeated, type Signature, type Store, Unavailable, type Unit } from './store.ts'
import { note } from './view/build.ts'
import type { Card } from './view/card.ts'
import type { Problem } from './view/form.ts'

export type App = {
  /** Carries out what a person wants, and answers. Never throws. */
  handle(intent: Intent): Promise<Answer>
  /** Carries out what the clock or a job wants; as a person, with what the person may. Throws where the store does. */
  tick(
    use:
      | 'begin-closing'
      | 'remind-before-close'
      | 'close-consent'
      | 'close-straw'
      | 'close-statement'
      | 'count-poll'
      | 'send-digest'
      | 'continue-import'
      | 'continue-catalogue'
      | 'continue-commitments'
      | 'continue-comments',
    consortium: ConsortiumId,
    args: Record<string, string>,
    as?: PersonId | 'operator' | 'system',
  ): Promise<Answer>
}

export type AppOptions = {
  store: Store
  newId: NewId
  hosting: Hosting
  pictureAt: PictureAt
  /** Told after commit: cards that no longer show what is so, and facts that move a deadline. */
  committed: (consortium: ConsortiumId, refresh: Subject[], facts: Fact[]) => void
  /** Records a bug, and returns the reference under which the operator finds it. */
  failed: (error: unknown, use: string) => string
}

/** One attempt's surroundings; `consortium` is where the transaction is bound. */
type Attempt = Pick<Standing, 'intent' | 'consortium' | 'actor'> & { useCase: AnyUseCase }
type Outcome = { answer: Answer; refresh: Subject[]; facts: Fact[] }

/** A conflict is rare and brief: the third try in a row says busy. */
const attempts = 3

export function createApp(options: AppOptions): App {
  return {
    async handle(intent) {
      try {
        return await carryOut(storableIntent(intent), options)
      } catch (error) {
        if (isLost(error)) return refused(refuse('unavailable', {}))
        return refused(refuse('fault', { reference: options.failed(error, intent.use) }))
      }
    },
    async tick(use, consortium, args, as = 'system') {
      const useCase = useCaseOf(use)
      if (!useCase) throw new Error(`no use case ${use}`)
      // Closing is idempotent by its state alone: an attempt that came too early must not use up a key.
      const intent = shellIntent({ account: as, use, args, key: options.newId('form') })
      const actor = async ({ read }: Unit): Promise<Actor | undefined> =>
        as === 'system' || as === 'operator' ? { kind: as } : read.consortium.actor(as)
      return attempt({ intent, useCase, consortium, actor }, options)
    },
  }
}

async function carryOut(intent: Intent, options: AppOptions): Promise<Answer> {
  const useCase = useCaseOf(intent.use)
  if (!useCase) return refused(refuse('no-such-use', { use: intent.use }))
  const standing = await standingOf(intent, useCase, options)
  if (standing.kind === 'answered') return standing.answer
  return attempt({ useCase, ...standing }, options)
}

/** Where the answer to COMMIT was lost, the same attempt is made again: its key tells whether the first one was saved. */
async function attempt(on: Attempt, options: AppOptions): Promise<Answer> {
  let lost = false
  for (let tries = 1; tries <= attempts; tries++) {
    try {
      const { answer, refresh, facts } = await transacted(on, (unit) => inside(on, unit, options), options.store)
      if (facts.length > 0 || refresh.length > 0) options.committed(on.consortium, refresh, facts)
      return answer
    } catch (error) {
      if (error instanceof Repeated) {
        const kept = await keptAnswer(on, options.store)
        if (kept) return kept
      } else if (error instanceof OutcomeUnknown) lost = true
      else if (error instanceof Unavailable && lost) return refused(refuse('outcome-unknown', {}))
      else if (!(error instanceof Conflict)) throw error
    }
  }
  return refused(lost ? refuse('outcome-unknown', {}) : refuse('busy', {}))
}

/** What comes from a form waits for nobody else: its arguments are known in the transaction alone. */
function transacted<T>({ intent, useCase, consortium }: Attempt, act: (unit: Unit) => Promise<T>, store: Store) {
  const { apart } = useCase
  if (apart === undefined || intent.opens || intent.args.form !== undefined) return store.transact(consortium, act)
  return store.gather(consortium, JSON.stringify([useCase.name, ...apart.map((name) => intent.args[name])]), act)
}

/** The answer that stands under the key; while it can't be looked up, nobody can say that nothing was saved. */
async function keptAnswer(on: Attempt, store: Store): Promise<Answer | undefined> {
  try {
    return await store.answerTo(on.consortium, keyOf(on.intent))
  } catch (error) {
    if (isLost(error)) return refused(refuse('outcome-unknown', {}))
    throw error
  }
}

/** Where nothing is written, a lost COMMIT is as good as none. */
function isLost(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof OutcomeUnknown
}

/** Everything that happens in the transaction. */
async function inside(on: Attempt, unit: Unit, { newId, hosting, pictureAt }: AppOptions): Promise<Outcome> {
  const { intent, useCase, consortium } = on
  const draftId = FormId.safeParse(intent.args.form)
  const draft = draftId.success ? await unit.draft(draftId.data, intent) : undefined
  const args = argsOf(intent, draft?.values ?? {})
  const here = hereOf(intent, args)
  const spokenIn = placeKey(intent.platform, intent.via, here?.channel ?? null)
  const found = await on.actor(unit, spokenIn)
  if (!found) return answered(refused(refuse('not-linked', {})))
  const actor = actingFor(found, args.acting)
  const say: Say = (answer, organisation) =>
    addressed(answer, { consortium, actor, organisation: organisation ?? null, spokenIn })
  if (intent.args.form !== undefined && draft?.use !== useCase.name)
    return answered(say(refused(refuse('form-expired', {}))))
  const { platform, heard } = intent
  const where = { platform, account: accountOf(intent), here, spokenIn, heard, overheard: overheardIn(args) }
  // A form for strangers has no draft, and keeps its id all the same when it is drawn again.
  const drawn = draft?.id ?? FormId.safeParse(intent.key).data ?? newId('form')
  const at: At = { now: unit.now, actor, ...where, draft: drawn, hosting, pictureAt, newId }
  const form = async (problems: Problem[]) =>
    say(await formAnswer({ useCase, consortium, intent, args, at, unit, problems }))
  const prepared = useCase.prepare(args)
  if (intent.opens && useCase.form) return answered(await form(draft ? await problemsIn(prepared, unit, at) : []))
  if ('problems' in prepared) return answered(await form(prepared.problems))
  const ran = await prepared.run(unit.read, at)
  if (ran.kind === 'shown') {
    return answered(say({ ...said(ran.card, ran.document), ...(ran.isHome && { home: consortium }) }))
  }
  return conclude(ran.decision, { on, unit, actor, args, at, form, say })
}

/** What is wrong with a draft that is opened again: it was told beside the button, and stands on its field now. */
async function problemsIn(prepared: ReturnType<AnyUseCase['prepare']>, unit: Unit, at: At): Promise<Problem[]> {
  if ('problems' in prepared) return prepared.problems
  const ran = await prepared.run(unit.read, at)
  return ran.kind === 'decided' && ran.decision.kind === 'declined' ? problemsOf(ran.decision) : []
}

function problemsOf({ refusal, also }: Extract<Decision<Fact>, { kind: 'declined' }>): Problem[] {
  return [refusal, ...also].map(problemOf)
}

/** Says it to the actor, who may act for several organisations. */
type Say = (answer: Answer, organisation?: Signature['organisation']) => Answer

type Concluding = {
  on: Attempt
  unit: Unit
  actor: Actor
  args: Record<string, string>
  at: At
  form: (problems: Problem[]) => Promise<Answer>
  say: Say
}

async function conclude(decision: Decision<Fact>, concluding: Concluding): Promise<Outcome> {
  const { on, unit, actor, args, at, form, say } = concluding
  const { intent, useCase, consortium } = on
  const keep = () => keepDraft(useCase, { id: at.draft, args, at }, unit, intent)
  const asker = actor.kind === 'person' ? actor.person : null
  const enqueue = (effects: Effect[]) =>
    unit.enqueue(
      effects.map((effect) => stampedEffect(effect, consortium)),
      asker,
    )
  switch (decision.kind) {
    case 'asked': {
      await keep()
      await enqueue(decision.effects)
      return answered(say(said(decision.asks)))
    }
    case 'declined': {
      const { refusal } = decision
      if (refusal.readings && intent.args.form === undefined) {
        await keep()
        return answered(
          say({ kind: 'refused', code: refusal.code, card: readingsCard(refusal, useCase.name, at.draft) }),
        )
      }
      if (refusal.field !== undefined && useCase.form) return answered(await form(problemsOf(decision)))
      return answered(say(refused(refusal)))
    }
    case 'accepted': {
      const { facts, effects, refresh, organisation, receipt } = decision
      const [first] = await unit.save(facts, signatureOf(actor, organisation))
      const receipted = (card: Card): Card =>
        receipt === null || first === undefined
          ? card
          : { ...card, blocks: [...card.blocks, note(`Receipt ${receipt} ${first}`)] }
      const answer = say(said(receipted(decision.says)), organisation)
      const moved = await movedEffects(facts, unit.read, { key: keyOf(intent), by: asker })
      await enqueue([...effects, ...moved])
      const kept = say(said(receipted(decision.kept)), organisation)
      await unit.keep(keyOf(intent), kept, asker)
      return { answer, refresh, facts }
    }
  }
}

function answered(answer: Answer): Outcome {
  return { answer, refresh: [], facts: [] }
}

/** A form is carried out once, however often and under whatever id its submission comes. */
function keyOf(intent: Intent): string {
  return intent.args.form ?? `${intent.platform}:${intent.workspace}:${intent.key}`
}

function hereOf({ platform, via: workspace }: Intent, { place }: Record<string, string>): At['here'] {
  return platform === 'shell' || place === undefined ? null : { platform, workspace, channel: place }
}

function accountOf({ platform, workspace, account }: Intent): At['account'] {
  return platform === 'shell' ? null : { platform, workspace, account }
}

function signatureOf(actor: Actor, organisation: Signature['organisation']): Signature {
  return { by: actor.kind === 'person' ? actor.person : actor.kind, organisation }
}
