/** Any sequence of leaving, transfers and coming back, said through the app by those who may: nothing is lost, nothing is owned twice. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import type { Answer } from '#src/core/answer.ts'
import { type CommitmentId, ConsortiumId, type NewId, type OrganisationId } from '#src/core/id.ts'
import { buildExport } from '#src/leaving/build.ts'
import type { Fact } from '#src/readers.ts'
import type { Store } from '#src/store.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { operator } from '#test/support/database-facts.ts'
import { choosing, terms } from '#test/support/polls.ts'

const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
const term = { from: '2020-01-01', until: null }
const names = ['a', 'b', 'c'] as const
type Name = (typeof names)[number]

type Step =
  | { does: 'leave' | 'return'; who: Name }
  | { does: 'transfer'; nth: number; to: Name }
  | { does: 'report'; nth: number; by: Name }

const name = fc.constantFrom(...names)
const nth = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('leave' as const, 'return' as const), who: name }),
  fc.record({ does: fc.constant('transfer' as const), nth, to: name }),
  fc.record({ does: fc.constant('report' as const), nth, by: name }),
)

/** Three organisations with a head delegate each, one commitment and one ballot each, and a secretariat that stays. */
class World {
  readonly id: ConsortiumId
  readonly #store: Store
  readonly #app: App
  readonly #tag: string

  constructor(store: Store) {
    this.#store = store
    this.#tag = Math.random().toString(36).slice(2, 10)
    this.id = ConsortiumId.parse(`con_${this.#tag}`)
    const failed = (error: unknown) => {
      throw error
    }
    const hosting = { host: 'plenary.example', country: 'FR' }
    const pictureAt = () => 'https://plenary.example/pictures/a.png'
    this.#app = createApp({ store, newId, hosting, pictureAt, committed: () => {}, failed })
  }

  org = (of: string): OrganisationId => `org_${this.#tag}${of}`
  person = (of: string) => `person_${this.#tag}${of}` as const
  commitment = (nth: number): CommitmentId => `com_${this.#tag}${nth}`

  async found(): Promise<void> {
    const group = `wg_${this.#tag}` as const
    const poll = `poll_${this.#tag}` as const
    await this.state(
      { type: 'consortium-founded', id: this.id, name: 'Forum', zone: 'UTC', label: 'TLP:GREEN' },
      { type: 'working-group-formed', id: group, name: 'Data', kind: 'working-group' },
      {
        ...{ type: 'place-bound', place: `place_${this.#tag}`, group, platform: 'slack' },
        sealed: { workspace: `T${this.#tag}`, channel: 'C1', name: '#data' },
      } as Fact,
      ...['s', ...names].flatMap((of) => this.#organisation(of)),
      ...names.flatMap((of) => this.membership(of, group)),
      ...names.flatMap((of, nth) => this.#promise(of, nth, group)),
      {
        ...{ type: 'poll-opened', poll, number: 1, group, openedBy: this.person('a'), source: this.org('a') },
        ...{ closesAt: '2099-01-01T00:00:00Z', ...terms(names.map(this.org)), label: 'TLP:GREEN', recipients: [] },
        sealed: { question: 'Adopt it?' },
      } as Fact,
      ...names.map((of): Fact => {
        const choice = of === 'b' ? 'disapprove' : 'approve'
        const cast = {
          organisation: this.org(of),
          castBy: this.person(of),
          role: 'head-delegate',
          replaces: false,
        } as const
        return { type: 'ballot-cast', poll, ...cast, sealed: choosing(choice) }
      }),
    )
  }

  async state(...facts: Fact[]): Promise<void> {
    await this.#store.transact(this.id, (unit) => unit.save(facts, operator))
  }

  membership(of: Name, group: `wg_${string}`): Fact[] {
    const member = { organisation: this.org(of), category: 'P', class: '', votes: true, ...term } as const
    return [this.id, group].map((body) => ({ type: 'membership-begun', body, ...member }))
  }

  seat(of: string): Fact {
    const role = of === 's' ? 'secretariat' : 'head-delegate'
    return { type: 'seat-given', person: this.person(of), organisation: this.org(of), role, standing: 'staff', ...term }
  }

  #organisation(of: string): Fact[] {
    const sealed = { workspace: `T${this.#tag}`, account: `U${of}` }
    return [
      {
        type: 'organisation-admitted',
        id: this.org(of),
        short: of,
        name: of,
        kind: 'company',
        country: 'FR',
        zone: 'UTC',
      },
      { type: 'person-added', person: this.person(of), zone: 'UTC', sealed: { name: of, contact: '' } },
      this.seat(of),
      { type: 'account-linked', person: this.person(of), platform: 'slack', sealed },
    ]
  }

  #promise(of: Name, nth: number, group: `wg_${string}`): Fact[] {
    const commitment = this.commitment(nth)
    const kept = { recommendations: [], kind: 'other', due: '2099-01-01', label: 'TLP:GREEN' } as const
    const by = this.person(of)
    return [
      {
        type: 'commitment-proposed',
        commitment,
        organisation: this.org(of),
        group,
        ...kept,
        recipients: [],
        proposedBy: by,
        sealed: { text: `By ${of}` },
      },
      { type: 'commitment-confirmed', commitment, number: nth + 1, confirmedBy: by },
    ]
  }

  say(of: string, use: string, args: Record<string, string>): Promise<Answer> {
    const workspace = `T${this.#tag}`
    const where = {
      platform: 'slack',
      workspace,
      via: workspace,
      account: `U${of}`,
      place: null,
      heard: false,
    } as const
    return this.#app.handle({ ...where, use, args, key: crypto.randomUUID(), opens: false })
  }

  async take(step: Step): Promise<void> {
    const group = `wg_${this.#tag}` as const
    switch (step.does) {
      case 'leave':
        await this.say('s', 'leave', { organisation: this.org(step.who), reason: 'It ended', sure: 'yes' })
        break
      case 'return':
        await this.state(...this.membership(step.who, group), this.seat(step.who))
        break
      case 'transfer': {
        const args = { reference: `C-${step.nth + 1}`, to: step.to }
        for (const of of ['s', ...names]) await this.say(of, 'propose-transfer', args)
        const settled = { commitment: this.commitment(step.nth), to: this.org(step.to) }
        await this.say(step.to, 'confirm-transfer', settled)
        break
      }
      case 'report':
        await this.say(step.by, 'report-progress', {
          reference: `C-${step.nth + 1}`,
          progress: 'limited',
          note: `${step.by} ${Math.random()}`,
        })
    }
  }

  async seen() {
    return this.#store.transact(this.id, async ({ read }) => {
      const commitments = []
      for (const nth of names.keys()) {
        const one = await read.commitments.byId(this.commitment(nth))
        if (one?.status !== 'confirmed') throw new Error('a commitment was lost')
        commitments.push({
          ...one,
          owners: await read.commitments.owners(one.id),
          reports: await read.commitments.reports(one.id),
        })
      }
      const ballots = await read.polls.ballots(`poll_${this.#tag}`)
      return { commitments, ballots, organisations: await read.consortium.organisations() }
    })
  }
}

/** What must be so after these steps, told by a few lines that know of no database. */
function expected(steps: Step[]) {
  const left = new Set<Name>()
  const owners: Name[] = [...names]
  const orphaned = new Set<number>()
  for (const step of steps) {
    if (step.does === 'leave' && !left.has(step.who)) {
      left.add(step.who)
      for (const [nth, owner] of owners.entries()) if (owner === step.who) orphaned.add(nth)
    }
    if (step.does === 'return') left.delete(step.who)
    if (step.does === 'transfer' && !left.has(step.to) && (orphaned.has(step.nth) || owners[step.nth] !== step.to)) {
      owners[step.nth] = step.to
      orphaned.delete(step.nth)
    }
  }
  return { left, owners, orphaned }
}

onEachDatabase('leaving, transfers and coming back, in any order', (on) => {
  test('lose no commitment, give none two owners and change no vote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const world = new World(on().database.store)
        await world.found()
        const before = await world.seen()
        for (const one of steps) await world.take(one)
        const after = await world.seen()
        const { left, owners, orphaned } = expected(steps)
        expect(after.ballots).toEqual(before.ballots)
        for (const [nth, one] of after.commitments.entries()) {
          const was = before.commitments[nth]
          expect({ number: one.number, text: one.text, label: one.label }).toEqual({
            number: was?.number,
            text: was?.text,
            label: was?.label,
          })
          expect(one.organisation).toBe(world.org(owners[nth] ?? ''))
          expect(one.owners.at(-1)?.organisation).toBe(one.organisation)
          expect(one.ownerLeftAt !== null).toBe(orphaned.has(nth))
        }
        const gone = after.organisations.filter(({ leftAt }) => leftAt !== null).map(({ short }) => short)
        expect(gone).toEqual([...left].sort())
      }),
      { numRuns: 6 },
    )
  }, 120_000)

  test('leave in each organisation’s export what is its own and no word of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { store } = on().database
        const world = new World(store)
        await world.found()
        for (const one of steps) await world.take(one)
        const { commitments } = await world.seen()
        for (const of of names) {
          const id = world.org(of)
          const text = await store.transact(world.id, async ({ read, now }) => {
            const organisation = await read.consortium.organisation(id)
            if (!organisation) throw new Error('an organisation was lost')
            const belongings = await read.leaving.belongings(id)
            const state = { organisation, label: 'TLP:GREEN', names: new Map(), belongings } as const
            return JSON.stringify(buildExport('doc_1', state, { kind: 'operator' }, now).tables)
          })
          for (const { text: words, owners, reports } of commitments) {
            expect(text.includes(words)).toBe(owners.some((owner) => owner.organisation === id))
            for (const report of reports) expect(text.includes(report.note)).toBe(report.by === of)
          }
          expect(text.includes('Adopt it?')).toBe(of === 'a')
          expect(text).toContain('ballot-cast')
        }
      }),
      { numRuns: 4 },
    )
  }, 120_000)
})
