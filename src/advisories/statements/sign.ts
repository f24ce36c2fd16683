/** Signing a joint statement, withdrawing, showing, closing it, and taking it away as a file. */
import { z } from 'zod'
import {
  granted,
  grants,
  isGranted,
  participant,
  type Seat,
  seatsOf,
  secretary,
  signingRoles,
} from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { OrganisationId, StatementId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { inFileFor } from '#src/core/sharing.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { optional, sure } from '#src/core/words.ts'
import { card, withActions } from '#src/view/build.ts'
import { comesText } from '#src/view/phrases.ts'
import { statementDocument } from './document.ts'
import { bindingSeats, type Read, seenStatement, statementState } from './read.ts'
import {
  type Statement,
  type StatementFact,
  standingSignature,
  statementItem,
  statementReference,
  takesSignatures,
} from './statement.ts'
import { askSign, askWithdraw, doneCard, ownActions, statementCard } from './views.ts'

/** `J-2`, as typed. */
const typedStatement = /^\s*j-?(\d{1,9})\s*$/i
const unknown = refuse('not-found', { reference: 'such joint statement' })
const signer = granted(
  'signer',
  'a delegate or deputy of an organisation of its working group',
  grants(signingRoles, 'own'),
)
const closerGrants = { secretariat: 'any', system: 'any' } as const
const closer = granted('keeper', 'the secretariat', closerGrants)

const Named = { statement: optional(StatementId), reference: optional(z.string()) }

async function found(
  { statement, reference }: { statement?: StatementId | undefined; reference?: string | undefined },
  read: Read,
) {
  if (statement) return read.statements.byId(statement)
  return read.statements.byNumber(Number(typedStatement.exec(reference ?? '')?.[1] ?? 0))
}

function typed(rest: string): Record<string, string> | undefined {
  return typedStatement.test(rest) ? { reference: rest.trim() } : undefined
}

export const showStatement = showing('show-statement', {
  input: z.object(Named),
  says: 'Show a joint statement and who signed it',
  may: participant,
  typed: { word: 'show', usage: 'show J-2', examples: ['show J-2', 'show j2'], read: typed },
  load: async (input, read: Read, at) => {
    const statement = seenStatement(at.actor, await found(input, read))
    return statement && (await statementState(statement, read))
  },
  show: (input, state, at) => {
    if (!state) return missing(input.reference)
    const drawn = statementCard(state, at.now)
    const { statement, group } = state
    const withdraw = bindingSeats(at.actor, group).filter((seat) => standingSignature(statement, seat.organisation))
    const keeps = isGranted(at.actor, closerGrants)
    const own = ownActions(state, {
      withdraw,
      close: keeps && takesSignatures(statement, at.now),
      take: keeps && inFileFor(at.actor, statementItem(statement)) === 'full',
    })
    return withActions(drawn, ...drawn.actions, ...own)
  },
})

export const signStatement = changing('sign-statement', {
  input: z.object({ ...Named, organisation: optional(OrganisationId), sure }),
  says: 'Sign a joint statement for your organisation',
  may: signer,
  typed: { word: 'sign', usage: 'sign J-2', examples: ['sign J-2', 'sign j2'], read: typed },
  load: async (input, read: Read, { actor }) => {
    const statement = seenStatement(actor, await found(input, read))
    return statement && (await statementState(statement, read))
  },
  decide: (input, state, { actor, now }): Decision<StatementFact> => {
    // Nobody signs what they may not read.
    if (!state || state.statement.text === '') return decline(missing(input.reference))
    const { statement, group, zone } = state
    const seats = bindingSeats(actor, group)
    const seat = seatFor(seats, input.organisation)
    if (!seat || actor.kind !== 'person') return decline(notSignatory(statement))
    if (!takesSignatures(statement, now)) return decline(closed(statement, zone))
    const reference = statementReference(statement)
    const { organisation, name } = seat
    const unsigned = seats.filter((one) => !standingSignature(statement, one.organisation))
    if (!input.sure && unsigned.length > 0) return ask(askSign(state, unsigned))
    const says = doneCard(statement, `${name} signed ${reference}`)
    if (standingSignature(statement, organisation)) return accept([], { says })
    if (input.organisation === undefined) return ask(askSign(state, unsigned))
    const n = statement.signatures.filter((one) => one.organisation === organisation).length + 1
    const fact = { type: 'statement-signed', statement: statement.id, organisation, n, signedBy: actor.person } as const
    return accept([fact], {
      organisation,
      says,
      receipt: reference,
      refresh: [{ kind: 'statement', id: statement.id }],
    })
  },
})

export const withdrawSignature = changing('withdraw-signature', {
  input: z.object({ statement: StatementId, organisation: OrganisationId, sure }),
  says: 'Withdraw your organisation’s signature from a joint statement',
  may: signer,
  load: async (input, read: Read, { actor }) => {
    const statement = seenStatement(actor, await read.statements.byId(input.statement))
    return statement && (await statementState(statement, read))
  },
  decide: (input, state, { actor }): Decision<StatementFact> => {
    if (!state) return decline(unknown)
    const { statement, group } = state
    // An organisation that left the group since may still take its name off.
    const own = seatsOf(actor).map(({ organisation: id }) => ({ id }))
    const seat = seatFor(
      bindingSeats(actor, { members: [...group.members, ...own] as typeof group.members }),
      input.organisation,
    )
    if (!seat || actor.kind !== 'person') return decline(notSignatory(statement))
    const { organisation, name } = seat
    const reference = statementReference(statement)
    const standing = standingSignature(statement, organisation)
    if (!standing) {
      const says = doneCard(statement, `${name}’s signature does not stand on ${reference}`)
      return accept([], { says })
    }
    if (!input.sure) return ask(askWithdraw(state, seat))
    const { n } = standing
    const by = { organisation, n, withdrawnBy: actor.person }
    const says = doneCard(statement, `${name}’s signature is withdrawn from ${reference}`)
    const refresh = [{ kind: 'statement', id: statement.id }] as const
    return accept([{ type: 'signature-withdrawn', statement: statement.id, ...by }], {
      ...{ organisation, says, receipt: reference, refresh: [...refresh] },
    })
  },
})

/** By the secretariat, or by the clock once its deadline has passed. */
export const closeStatement = changing('close-statement', {
  input: z.object({ statement: StatementId }),
  says: 'Close a joint statement for signing',
  may: closer,
  load: async (input, read: Read, { actor }) => {
    const statement = await read.statements.byId(input.statement)
    return actor.kind === 'system' ? statement : seenStatement(actor, statement)
  },
  decide: (_input, statement, { actor, now }): Decision<StatementFact> => {
    if (!statement) return decline(unknown)
    const says = doneCard(statement, `${statementReference(statement)} is closed for signing`)
    const early = actor.kind === 'system' && takesSignatures(statement, now)
    if (statement.closedAt !== null || early) return accept([], { says })
    const closedBy = actor.kind === 'person' ? actor.person : null
    const { id } = statement
    return accept([{ type: 'statement-closed', statement: id, closedBy }], {
      says,
      refresh: [{ kind: 'statement', id }],
    })
  },
})

export const getStatement = changing('get-statement', {
  input: z.object({ statement: StatementId }),
  says: 'Get a joint statement with its signatories as a file',
  may: secretary,
  load: async (input, read: Read, { actor }) => {
    const statement = seenStatement(actor, await read.statements.byId(input.statement))
    return statement && (await statementState(statement, read))
  },
  decide: (_input, state, { actor, newId, now, platform }): Decision<StatementFact> => {
    if (!state || actor.kind !== 'person') return decline(unknown)
    const { statement } = state
    const { label } = statement
    if (inFileFor(actor, statementItem(statement)) !== 'full') return decline(refuse('red-in-file', {}))
    const document = statementDocument(newId('doc'), state, now)
    const drawn = card(`${statementReference(statement)} is being made into a file`, {
      kind: 'text',
      text: [comesText(platform, 'files')],
    })
    const prefers = platform === 'shell' ? {} : { prefers: platform }
    return accept([], {
      says: { ...drawn, label },
      effects: [{ kind: 'file', person: actor.person, document, ...prefers }],
    })
  },
})

function seatFor(seats: readonly Seat[], organisation: OrganisationId | undefined): Seat | undefined {
  return organisation === undefined ? seats[0] : seats.find((one) => one.organisation === organisation)
}

function missing(reference: string | undefined): Refusal {
  const number = Number(typedStatement.exec(reference ?? '')?.[1] ?? 0)
  return number > 0 ? refuse('not-found', { reference: `J-${number}` }) : unknown
}

function notSignatory(statement: Statement): Refusal {
  return refuse('not-a-signatory', { reference: statementReference(statement) })
}

function closed(statement: Statement, zone: string): Refusal {
  const moment = momentInFull(Temporal.Instant.from(statement.closedAt ?? statement.closesAt), zone)
  return refuse('statement-closed', { reference: statementReference(statement), moment })
}
