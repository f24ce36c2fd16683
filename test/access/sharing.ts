/**
 * Labels hold on every path: in consortia whose items, people, places and policies are drawn at random, each person says everything that can
 * be said, and no answer, card, notice, file or message holds the text of an item that its reader may not see. Who may see what is told by the
 * tables of test/src/core/sharing.test.ts; source of the labels: FIRST, TLP 2.0, https://www.first.org/tlp/
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import type { Actor } from '#src/core/access.ts'
import { assertNever, present } from '#src/core/assert.ts'
import type { Effect, Labelled } from '#src/core/effect.ts'
import type { Intent } from '#src/core/intent.ts'
import { type Recipient, shownIn } from '#src/core/sharing.ts'
import { isAboveGreen, type Tlp } from '#src/core/tlp.ts'
import type { Move } from '#src/following/moves.ts'
import { rebuilt } from '#src/hand-over-plenary.ts'
import { tellFollowers } from '#src/moved.ts'
import type { Fact } from '#src/readers.ts'
import { useCases } from '#src/registry.ts'
import type { Store } from '#src/store.ts'
import { cardIn } from '#src/subjects.ts'
import { tell } from '#src/tell.ts'
import { Card } from '#src/view/card.ts'
import { cardToNotice } from '#src/view/plain.ts'
import { type Opened, onPostgres } from '#test/support/database.ts'
import { operator } from '#test/support/database-facts.ts'
import { asks } from './sharing-asks.ts'
import { itemsOf, type Known } from './sharing-items.ts'
import { channels, newId, people, type World, worldOf, worlds } from './sharing-world.ts'

const pictureAt = () => 'https://plenary.example/pictures/a.png'
const hosting = { host: 'plenary.example', country: 'FR' }

/** One consortium that is drawn at random. Each file asks one, so that workers share them: a new one costs 13 seconds. */
export function nothingIsShown(): void {
  onPostgres('Whatever is said', holdsInOne)
}

function holdsInOne(on: () => Opened): void {
  test('shows nobody the text of an item that its label, or its organisation, keeps from them', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (drawn) => {
        const world = worldOf(1, drawn)
        const store = on().database.store
        await store.transact(world.id, (unit) => unit.save(world.facts, operator))
        const watched = watch(world, on())
        const app = createApp({
          store: watched.store,
          newId,
          hosting,
          pictureAt,
          committed: () => {},
          failed: (error) => {
            throw error
          },
        })
        await placesShowNothingElse(world, watched)
        for (const [use, all] of Object.entries(asks)) {
          for (const args of all(world)) await everybodySays(world, { use, args }, app, watched)
        }
        await digestsSayNothingElse(world, app, on(), watched)
        await placesShowNothingElse(world, watched)
        await lateTellsSayNothingElse(world, store, watched.told)
      }),
      { numRuns: 1, endOnFailure: true },
    )
  })
}

type Told = Extract<Effect, { kind: 'tell' | 'file' | 'plenary' }>
function isTold(effect: Effect): effect is Told {
  return effect.kind === 'tell' || effect.kind === 'file' || effect.kind === 'plenary'
}

type Moving = Extract<Effect, { kind: 'moved' }>
type Watched = { store: Store; told: Told[]; moving: Moving[]; state: () => Promise<State> }

/** The store, and what its transactions leave to be told. */
function watch(world: World, opened: Opened): Watched {
  const { store } = opened.database
  const told: Told[] = []
  const moving: Moving[] = []
  const transact: Store['transact'] = (consortium, fn) =>
    store.transact(consortium, (unit) =>
      fn({
        ...unit,
        enqueue: async (effects, asker) => {
          told.push(...effects.filter(isTold))
          moving.push(...effects.filter((effect) => effect.kind === 'moved'))
          await unit.enqueue(effects, asker)
        },
      }),
    )
  return { store: { ...store, transact }, told, moving, state: stateOf(world, opened) }
}

type Asked = { use: string; args: Record<string, string> }

async function everybodySays(world: World, asked: Asked, app: App, watched: Watched): Promise<void> {
  const { state, store, told, moving } = watched
  const hasForm = useCases.some(({ name, form }) => name === asked.use && form)
  for (const person of people) {
    for (const opens of hasForm ? [false, true] : [false]) {
      const before = await state()
      const from = told.length
      const answer = await app.handle(intentOf(world, person, asked, opens))
      for (const { kind: _, moves, ...job } of moving.splice(0)) {
        await tellFollowers({ consortium: world.id, ...job, moves: moves as Move[] }, store)
      }
      const says = `${asked.use} ${JSON.stringify(asked.args)} by ${person}`
      const after = await state()
      const hidden = hiddenFrom(before, person).filter((mark) => hiddenFrom(after, person).includes(mark))
      holdsNone(answer, hidden, says)
      if (answer.kind !== 'form') noticeIsBare(answer.card, after, says)
      for (const effect of told.slice(from)) await reaches(world, effect, { store, after }, says)
    }
  }
}

function intentOf({ id, workspace }: World, person: string, { use, args }: Asked, opens: boolean): Intent {
  const where = { platform: 'slack', workspace, via: workspace, place: channels[1] ?? null, heard: false } as const
  return { ...where, account: person, use, args: { consortium: id, ...args }, key: crypto.randomUUID(), opens }
}

/** What is told at once: to whom, and what a file holds. */
async function reaches(
  world: World,
  effect: Told,
  { store, after }: { store: Store; after: State },
  says: string,
): Promise<void> {
  const hidden = hiddenFrom(after, effect.person)
  if (effect.kind === 'plenary') {
    const report = await rebuilt({ ...effect, consortium: world.id }, store)
    return holdsNone(report, hidden, `the plenary report of ${says}`)
  }
  if (effect.kind === 'file') return holdsNone(effect.document, hidden, `the file of ${says}`)
  for (const card of await delivered(world, effect, store)) {
    holdsNone(card, hidden, `what ${says} tells ${effect.person}`)
    noticeIsBare(card, after, `what ${says} tells`)
  }
}

/** Everything that a messenger is given: 1:1, and as a mention where people meet, which holds nothing at all. */
async function delivered(world: World, effect: Extract<Told, { kind: 'tell' }>, store: Store): Promise<Card[]> {
  const sent: Card[] = []
  const { kind: _, ...job } = effect
  const messengers = {
    slack: {
      tell: async (_account: unknown, card: Card) => ({ sent: sent.push(card) > 0, ref: 'one' }) as const,
      post: async (_address: unknown, card: Card) => ({ sent: sent.push(card) > 0, ref: 'one' }) as const,
    },
  }
  await tell({ consortium: world.id, ...job }, { store, messengers } as Parameters<typeof tell>[1])
  return sent
}

/** The digest of each whose hour has come. */
async function digestsSayNothingElse(world: World, app: App, { owner }: Opened, watched: Watched): Promise<void> {
  for (const person of people) {
    await app.handle(intentOf(world, person, { use: 'set-digest', args: { weekday: 'mon', time: '09:00' } }, false))
    await owner.query("update digests set next_at = now() - interval '1 day' where consortium_id = $1", [world.id])
    const from = watched.told.length
    await app.tick('send-digest', world.id, { person })
    const after = await watched.state()
    for (const effect of watched.told.slice(from)) {
      await reaches(world, effect, { store: watched.store, after }, `the digest of ${person}`)
    }
  }
}

/** A job that waited until every label was raised to nobody says no word of any item. */
async function lateTellsSayNothingElse(world: World, store: Store, told: Told[]): Promise<void> {
  await store.transact(world.id, async (unit) => {
    for (const { subject, item, mark } of await itemsOf(world, unit)) {
      if (world.marks.get(subject.id) !== mark) continue
      const changed = { was: item.label, label: 'TLP:RED' as const, recipients: [] }
      await unit.save([relabelled(subject, changed)], operator)
    }
  })
  for (const effect of told) {
    if (effect.kind === 'tell') {
      for (const card of await delivered(world, effect, store))
        holdsNone(card, [...world.marks.values()], 'a late tell')
    }
  }
}

function relabelled(subject: Labelled, changed: { was: Tlp; label: Tlp; recipients: Recipient[] }): Fact {
  switch (subject.kind) {
    case 'commitment':
      return { type: 'commitment-relabelled', commitment: subject.id, ...changed }
    case 'poll':
      return { type: 'poll-relabelled', poll: subject.id, ...changed }
    case 'draft':
      return { type: 'draft-relabelled', draft: subject.id, ...changed }
    case 'straw':
      return { type: 'straw-relabelled', straw: subject.id, ...changed }
    case 'statement':
      return { type: 'statement-relabelled', statement: subject.id, ...changed }
    case 'recommendation':
      return { type: 'recommendation-relabelled', recommendation: subject.id, ...changed }
    default:
      return assertNever(subject)
  }
}

/** Each place's card of each item, as it would be drawn now. */
async function placesShowNothingElse(world: World, { store, state }: Watched): Promise<void> {
  const now = await state()
  await store.transact(world.id, async (unit) => {
    for (const channel of channels) {
      const address = { platform: 'slack', workspace: world.workspace, channel } as const
      const place = present(await unit.read.consortium.placeAt(address), 'a place')
      const hidden = now.items.flatMap(({ item, mark }) => (shownIn(place, item) === 'full' ? [] : [mark]))
      for (const { subject, isShown } of now.items) {
        if (!isShown) continue
        const card = await cardIn(
          { consortium: world.id, place: place.id, audience: place, now: unit.now, pictureAt, hosting },
          subject,
          unit.read,
        )
        holdsNone(card, hidden, `the card of ${subject.id} in ${channel}`)
        noticeIsBare(card, now, `the card of ${subject.id}`)
      }
    }
  })
}

/** Everything that decides who may read what, as it stands after an entry of the register. */
type State = { entry: string; items: Known[]; actors: Map<string, Actor> }

/** Read anew only once something was changed. */
function stateOf(world: World, { database, owner }: Opened): () => Promise<State> {
  let last: State | undefined
  return async () => {
    const [row] = await owner.query<{ n: string }>(
      'select max(n)::text as n from register_entries where consortium_id = $1',
      [world.id],
    )
    const entry = row?.n ?? ''
    if (last?.entry === entry) return last
    last = await database.store.transact(world.id, async (unit) => {
      const actors = new Map<string, Actor>()
      for (const person of people)
        actors.set(person, (await unit.read.consortium.actor(person)) ?? { kind: 'stranger' })
      return { entry, items: await itemsOf(world, unit), actors }
    })
    return last
  }
}

/** Marks of what a person may not read: not seen, or of which a reference alone leaves its organisation. */
function hiddenFrom({ items, actors }: State, person: string): string[] {
  const actor = actors.get(person) ?? { kind: 'stranger' as const }
  return items.flatMap((one) => (one.seenBy(actor) === 'full' ? [] : [one.mark]))
}

function holdsNone(shown: unknown, hidden: string[], says: string): void {
  const text = JSON.stringify(shown)
  expect(
    hidden.filter((mark) => text.includes(mark)),
    says,
  ).toEqual([])
}

/** What a notification shows holds no text of anything above TLP:GREEN, whoever reads it. */
function noticeIsBare(card: Card, { items }: State, says: string): void {
  const notice = cardToNotice(Card.parse(card))
  const told = items.filter(({ mark, item }) => notice.includes(mark) && isAboveGreen(item.label))
  expect(
    told.map(({ mark }) => mark),
    `the notice of ${says}`,
  ).toEqual([])
}
