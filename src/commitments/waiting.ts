/** What waits for a delegate: proposals of colleagues, and what other organisations ask. */
import { z } from 'zod'
import { type Actor, seatsOf, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import { type At, showing } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card, Text } from '#src/view/card.ts'
import { inShort } from '#src/view/phrases.ts'
import { commitmentReference, keptText } from './commitment.ts'
import { maySee } from './decide.ts'
import { lookOf, named, type Read, seenNamed } from './read.ts'
import { ofOwnOrganisation } from './show.ts'
import type { Support } from './support.ts'
import { offerOf } from './transfer.ts'
import type { Offer } from './transfer-views.ts'
import { type Confirmed, dueText, inQuotes, type Named } from './views.ts'

/** The most that one card lists of each kind; the rest comes up as these are settled. */
const listed = 5

/** Things of one kind that wait; `open` is for those who can settle them. */
type Waiting = { line: Text; label: Tlp; open: Action | undefined }
type Section = { noun: string; total: number; waiting: Waiting[] }

export const showProposals = showing('show-proposals', {
  input: z.object({}),
  says: 'Show what waits for a delegate of your organisation',
  may: ofOwnOrganisation,
  typed: {
    word: 'proposals',
    usage: 'proposals',
    examples: ['proposals'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, read: Read, at): Promise<Section[]> => {
    const organisations = [...new Set(seatsOf(at.actor).map((seat) => seat.organisation))]
    return [
      await proposalsOf(organisations, read, at),
      await transfersOf(organisations, read, at),
      await supportsOf(organisations, read, at),
    ]
  },
  show: (_input, sections): Card => {
    const [first, ...others] = sections.filter(({ total }) => total > 0)
    if (!first) return card('No proposals', text('Nothing waits for a delegate of your organisation.'))
    const labels = [first, ...others].flatMap(({ waiting }) => waiting.map(({ label }) => label))
    const drawn = card(
      titleOf(first),
      ...linesOf(first),
      ...others.flatMap((section) => [text(bold(titleOf(section))), ...linesOf(section)]),
    )
    const label = strictest(labels)
    const opens = [first, ...others].flatMap(({ waiting }) => waiting.flatMap(({ open }) => open ?? []))
    return withActions({ ...drawn, ...(label && { label }) }, ...opens)
  },
})

function titleOf({ noun, total }: Section): string {
  return total === 1 ? `1 ${noun} waits` : `${total} ${noun}s wait`
}

function linesOf({ total, waiting }: Section): Block[] {
  const more = total - waiting.length
  return [
    list(waiting.map(({ line }) => line)),
    ...(more > 0 ? [note(`${more} more come up as these are settled.`)] : []),
  ]
}

/** One after the other: a transaction has one connection. */
async function sectionOf<T, U>(
  noun: string,
  all: T[],
  find: (one: T) => Promise<U | undefined>,
  draw: (one: U, nth: number) => Waiting,
): Promise<Section> {
  const found: U[] = []
  for (const one of all) found.push(...[await find(one)].filter((each) => each !== undefined))
  return { noun, total: found.length, waiting: found.slice(0, listed).map(draw) }
}

async function proposalsOf(organisations: OrganisationId[], read: Read, at: At): Promise<Section> {
  const all = (await read.commitments.proposals(organisations)).filter((one) => maySee(at.actor, one))
  const section = await sectionOf(
    'proposal',
    all.slice(0, listed),
    async (one) => seenNamed(await named(one, read, lookOf(at)), at.actor),
    ({ commitment, owner, proposer }, nth): Waiting => ({
      line: [
        `${nth + 1}. ${inQuotes(commitment.text, owner)} Due ${dueText(Temporal.PlainDate.from(commitment.due), owner.zone)}, proposed by ${proposer}`,
      ],
      label: commitment.label,
      open: button(`Open proposal ${nth + 1}`, 'show-proposal', { commitment: commitment.id }),
    }),
  )
  return { ...section, total: all.length }
}

async function transfersOf(organisations: OrganisationId[], read: Read, at: At): Promise<Section> {
  const all = await read.commitments.transfersTo(organisations)
  return sectionOf(
    'transfer',
    all,
    (one) => offerOf(one, read, at),
    ({ found, to }: Offer) => {
      const open = { use: 'show-transfer', label: 'Open transfer of', args: { to: to.id } }
      return asked(found, `, from ${found.owner.short}, for ${to.short}`, { ...open, by: to.id }, at.actor)
    },
  )
}

type Sought = { found: Named<Confirmed>; support: Support }

async function supportsOf(organisations: OrganisationId[], read: Read, at: At): Promise<Section> {
  return sectionOf(
    'request for support',
    await read.supports.askedOf(organisations),
    async (support): Promise<Sought | undefined> => {
      const commitment = present(await read.commitments.byId(support.commitment), 'the commitment of a part')
      if (commitment.status !== 'confirmed') throw new Error('only what is confirmed is supported')
      const found = seenNamed(await named(commitment, read, lookOf(at)), at.actor)
      return found && { found, support }
    },
    ({ found, support: { organisation, name } }) => {
      const open = { use: 'show-support', label: 'Open support of', args: { organisation }, by: organisation }
      return asked(found, `, asked by ${found.owner.short}, for ${name}`, open, at.actor)
    },
  )
}

type Opening = { use: string; label: string; args: Record<string, string>; by: OrganisationId }

function asked(found: Named<Confirmed>, says: string, { use, label, args, by }: Opening, actor: Actor): Waiting {
  const { commitment, owner } = found
  const reference = commitmentReference(commitment)
  const signs = signingRole(actor, by) !== undefined
  return {
    line: [bold(reference), ` ${inShort(commitment.text || keptText(owner.short), 100)}${says}`],
    label: commitment.label,
    open: signs ? button(`${label} ${reference}`, use, { commitment: commitment.id, ...args }) : undefined,
  }
}
