/**
 * The matrix of the README, cell by cell: each use case is carried out by everyone whom it names, about another organisation's, one's own and
 * what one wrote oneself, through the app on a database. A new use case fails here until `fixtures.ts` says what it is carried out with.
 */
import { beforeAll, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import { type Reach, type Standpoint, signingRoles } from '#src/core/access.ts'
import type { Answer } from '#src/core/answer.ts'
import type { NewId } from '#src/core/id.ts'
import type { At } from '#src/core/use-case.ts'
import { type AnyUseCase, useCases } from '#src/registry.ts'
import { type Opened, onPostgres } from '#test/support/database.ts'
import { fixtures } from './fixtures.ts'
import { consortium, intentOf, type Prepared, type Subject, setStage, subjectFor, theClock } from './stage.ts'

/** From the narrowest on: whoever reaches any reaches one's own and what one wrote. */
const reaches: Reach[] = ['mine', 'own', 'any']
/** What a refusal of the matrix may be called; any other means that the fixture does not fit. */
const barred = [
  'not-yours',
  'not-linked',
  'not-found',
  'no-seat',
  'not-a-voter',
  'not-eligible',
  'no-voice',
  'not-a-signatory',
  'not-in-group',
  'organisation-needed',
  'group-needed',
  'nothing-written',
]
const hosting = { host: 'plenary.example', country: 'FR' }
const pictureAt = () => 'https://plenary.example/pictures/a.png'
const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`

/** The rows' columns in parts, a file each, so that workers share them. */
export const parts = {
  'those who sign': [...signingRoles, 'member'],
  'others of an organisation': ['coordinator', 'attache', 'assessor', 'observer'],
  officers: ['secretariat', 'chair', 'editor'],
  'those without a seat, the operator and the clock': ['seatless', 'stranger', 'operator', 'system'],
} as const satisfies Record<string, readonly Standpoint[]>

/** Every use case by everyone of that part; on PostgreSQL, where it takes half the time. */
export function cellsOf(part: keyof typeof parts): void {
  onPostgres(`A cell of the matrix, for ${part}`, (on) => cells(parts[part], on))
}

function cells(standpoints: readonly Standpoint[], on: () => Opened): void {
  let app: App
  let faults: unknown[] = []
  beforeAll(async () => {
    const { store } = on().database
    await setStage(store)
    const failed = (error: unknown) => `fault ${faults.push(error)}`
    app = createApp({ store, newId, hosting, pictureAt, committed: () => {}, failed })
  })

  test.each(useCases.filter(({ name }) => fixtures[name]).map((useCase) => [useCase.name, useCase] as const))(
    '%s lets through whom it names and nobody else',
    { timeout: 120_000 },
    async (_name, useCase) => {
      faults = []
      const seen: Record<string, string> = {}
      const said: Record<string, string> = {}
      for (const standpoint of standpoints) {
        seen[standpoint] = await reachedBy(standpoint, useCase)
        said[standpoint] = reaches.filter((reach) => covers(useCase.may.grants[standpoint], reach)).join(' ')
      }
      expect(faults).toEqual([])
      expect(seen).toEqual(said)
    },
  )

  /** The reaches in which somebody of that standpoint is let through. */
  async function reachedBy(standpoint: Standpoint, useCase: AnyUseCase): Promise<string> {
    const reached: Reach[] = []
    for (const reach of reaches) {
      const subject = subjectFor(reach, standpoint, on().database.store, newId)
      const given = await prepared(useCase, subject)
      if (await isLetThrough(standpoint, useCase, subject, given)) reached.push(reach)
      else if (useCase.form && standpoint !== 'system') await formKeepsShut(standpoint, useCase, subject, given)
    }
    return reached.join(' ')
  }

  async function isLetThrough(
    standpoint: Standpoint,
    useCase: AnyUseCase,
    subject: Subject,
    { args, shows }: Prepared,
  ): Promise<boolean> {
    const before = await entries(on())
    const answer =
      standpoint === 'system'
        ? await byTheClock(useCase, args)
        : await app.handle(intentOf(standpoint, { use: useCase.name, args, opens: false }))
    const shown = JSON.stringify(answer)
    if (answer.kind === 'said' && (shows === undefined || shown.includes(shows))) return true
    if (answer.kind === 'refused') expect(barred, `${useCase.name} by ${standpoint}: ${shown}`).toContain(answer.code)
    if (!JSON.stringify(args).includes(subject.words)) expect(shown).not.toContain(subject.words)
    expect(await entries(on())).toBe(before)
    return false
  }

  /** Whom the matrix lets through nowhere is shown no form; nobody is shown by a form what is not theirs. */
  async function formKeepsShut(
    standpoint: Standpoint,
    useCase: AnyUseCase,
    subject: Subject,
    { args }: Prepared,
  ): Promise<void> {
    const answer = await app.handle(intentOf(standpoint, { use: useCase.name, args, opens: true }))
    if (useCase.may.grants[standpoint] === undefined) {
      expect(answer.kind, `the form of ${useCase.name} for ${standpoint}`).toBe('refused')
    }
    if (!JSON.stringify(args).includes(subject.words)) expect(JSON.stringify(answer)).not.toContain(subject.words)
  }

  /** The clock asks by a function of its own that names three use cases; here it asks for each. */
  function byTheClock(
    useCase: AnyUseCase,
    args: Record<string, string>,
  ): Promise<Answer | { kind: 'refused'; code: string }> {
    return on().database.store.transact(consortium, async (unit) => {
      const ready = useCase.prepare(args)
      if ('problems' in ready) throw new Error(`the fixture of ${useCase.name} does not fit`)
      const at: At = {
        now: unit.now,
        actor: theClock,
        platform: 'shell',
        account: null,
        here: null,
        spokenIn: 'shell local',
        draft: newId('form'),
        heard: false,
        overheard: {},
        hosting,
        pictureAt,
        newId,
      }
      const ran = await ready.run(unit.read, at)
      if (ran.kind === 'shown') return { kind: 'said', card: ran.card }
      if (ran.decision.kind === 'declined') return { kind: 'refused', code: ran.decision.refusal.code }
      if (ran.decision.kind === 'asked') return { kind: 'said', card: ran.decision.asks }
      return { kind: 'said', card: ran.decision.says }
    })
  }
}

function prepared(useCase: AnyUseCase, subject: Subject) {
  const fixture = fixtures[useCase.name]
  if (!fixture) throw new Error(`${useCase.name} has no fixture`)
  return fixture(subject)
}

function covers(granted: Reach | undefined, reach: Reach): boolean {
  return granted !== undefined && reaches.indexOf(reach) <= reaches.indexOf(granted)
}

async function entries({ owner }: Opened): Promise<number> {
  const [row] = await owner.query<{ n: number }>(
    'select coalesce(max(n), 0)::int as n from register_entries where consortium_id = $1',
    [consortium],
  )
  return row?.n ?? 0
}
