/** An organisation takes away what is its own: a signatory as files or by a link, the operator into a folder. */
import { z } from 'zod'
import type { ConsortiumReader, OrganisationRead } from '#src/consortium/store.ts'
import { grants, type May, operator, Role, signingRole } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Recipient } from '#src/core/sharing.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { asSignatory, buildExport, type ExportState } from './build.ts'
import { exportComesCard, exportedCard } from './export-views.ts'
import { exportUntil } from './leaving.ts'
import type { LeavingReader } from './store.ts'

type Read = { consortium: ConsortiumReader; leaving: LeavingReader }

const Named = optional(z.string().trim().max(200, 'Name one organisation.'))

type State = {
  organisation: OrganisationRead | undefined
  mayTake: boolean
  state: ExportState | undefined
  names: string[]
}

const mayTake: May<State> = {
  name: 'keeper',
  says: 'a delegate or deputy of that organisation, or who was one on the day it left, for 30 days more',
  grants: { ...grants(Role.options, 'own'), seatless: 'own' },
  test: (_actor, { organisation, mayTake: isTaker }) => organisation === undefined || isTaker,
}

export const takeExport = changing('take-export', {
  input: z.object({ organisation: Named }),
  says: 'Take away everything that is your organisation’s own, as XLSX and CSV',
  may: mayTake,
  typed: {
    word: 'my',
    usage: 'my organisation export',
    examples: ['my organisation export', 'my organisation export Japan'],
    read: (rest) => {
      const [known, organisation] = /^organi[sz]ation(?:['’]s)?\s+export(?:\s+(.+))?$/is.exec(rest) ?? []
      return known === undefined ? undefined : organisation ? { organisation } : {}
    },
  },
  load: async ({ organisation: typed }, read: Read, at): Promise<State> => {
    const all = await read.consortium.organisations()
    const own: OrganisationRead[] = []
    for (const one of all) if (await isKept(one, at, read)) own.push(one)
    const organisation = typed === undefined ? (own.length === 1 ? own[0] : undefined) : namedIn(all, typed)
    const isOwn = organisation !== undefined && own.some(({ id }) => id === organisation.id)
    return {
      organisation,
      mayTake: isOwn,
      names: own.map(({ short }) => short),
      state: isOwn ? await stateOf(organisation, all, read) : undefined,
    }
  },
  decide: ({ organisation: typed }, { organisation, state, names }, at): Decision<never> => {
    if (!organisation || !state || at.actor.kind !== 'person') return decline(unnamed(typed, names))
    const document = buildExport(at.newId('doc'), state, asSignatory(at.actor, organisation), at.now)
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    return accept([], {
      says: exportComesCard(document, at.platform),
      effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }],
    })
  },
})

export const exportOrganisation = showing('export-organisation', {
  input: z.object({
    organisation: z.string('give --organisation, a name').trim().min(1, 'give --organisation, a name'),
  }),
  says: 'Write everything that is an organisation’s own into a folder',
  may: operator,
  load: async ({ organisation: typed }, read: Read) => {
    const all = await read.consortium.organisations()
    const found = namedIn(all, typed)
    if (found) return { state: await stateOf(found, all, read) }
    return refuse('no-such-organisation', { typed, names: all.map(({ short }) => short) })
  },
  show: (_input, found, at) => {
    if ('code' in found) return found
    const document = buildExport(at.newId('doc'), found.state, at.actor, at.now)
    return { card: exportedCard(document), document }
  },
})

/** Who can bind it now, or could on the day it left. */
async function isKept({ id, leftAt }: OrganisationRead, { actor, now }: At, read: Read): Promise<boolean> {
  if (signingRole(actor, id) !== undefined) return true
  if (leftAt === null || actor.kind !== 'person') return false
  const left = await read.leaving.lastLeaving(id)
  return Boolean(
    left?.signatories.includes(actor.person) && Temporal.Instant.compare(now, exportUntil(left.leftAt)) < 0,
  )
}

function namedIn(all: OrganisationRead[], typed: string): OrganisationRead | undefined {
  const name = typed.toLowerCase()
  return all.find(({ id, short, name: long }) => [id, short, long].some((one) => one.toLowerCase() === name))
}

function unnamed(typed: string | undefined, names: string[]): Refusal {
  if (names.length === 0) return refuse('not-yours', { role: mayTake.says })
  return typed === undefined ? refuse('export-of-which', { names }) : refuse('no-such-organisation', { typed, names })
}

async function stateOf(organisation: OrganisationRead, all: OrganisationRead[], read: Read): Promise<ExportState> {
  const people = await read.consortium.people()
  const names = new Map<Recipient, string>([
    ...all.map(({ id, short }): [OrganisationId, string] => [id, short]),
    ...people.map(({ id, name }): [Recipient, string] => [id, name]),
  ])
  const { label } = await read.consortium.consortium()
  return { organisation, label, names, belongings: await read.leaving.belongings(organisation.id) }
}
