/** Reading evidence, fetching its files, and withdrawing it. */
import { z } from 'zod'
import {
  type Actor,
  grants,
  type May,
  participant,
  proposingRoles,
  signingRole,
  signingRoles,
} from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { EvidenceId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { optional, PageNumber, written } from '#src/core/words.ts'
import { type Evidence, type EvidenceFact, evidenceItem, longestWords, withoutWords } from '#src/evidence/evidence.ts'
import { foundIn, mayAdd, type Read } from './add.ts'
import {
  type FoundSubject,
  SubjectReference,
  splitReference,
  subjectBy,
  subjectFound,
  subjectUnknown,
} from './subject.ts'
import { comingCard, evidenceCard, withdrawForm, withdrawnCard } from './views.ts'

export const showEvidence = showing('show-evidence', {
  input: z.object({ reference: SubjectReference, page: optional(PageNumber) }),
  says: 'Show the evidence of a commitment or a recommendation',
  may: participant,
  typed: {
    word: 'evidence',
    usage: 'evidence C-12',
    examples: ['evidence C-12', 'evidence R-4.2'],
    read: (rest) => {
      const split = splitReference(rest)
      return split?.rest === '' ? { reference: split.reference } : undefined
    },
  },
  load: async ({ reference }, read: Read, { actor }) => {
    const found = await subjectBy(reference, read, actor)
    return { found, pieces: found ? seenOf(found, await read.evidence.of(found.subject, actor)) : [] }
  },
  show: ({ reference, page = 1 }, { found, pieces }, { actor }) =>
    found
      ? evidenceCard(found, pieces, {
          page,
          mayAdd: mayAdd(actor, found),
          mayWithdraw: (piece) => mayWithdraw(actor, piece),
        })
      : subjectUnknown(reference),
})

/** Of what is seen by its reference alone, the evidence is no more than that. */
function seenOf({ release }: FoundSubject, pieces: Evidence[]): Evidence[] {
  return release === 'full' ? pieces : pieces.map(withoutWords)
}

type Piece = { found: FoundSubject; piece: Evidence } | undefined

/** Both it and what it is about must be seen. */
async function pieceOf(id: EvidenceId, read: Read, actor: Actor, isLocked = false): Promise<Piece> {
  const piece = await (isLocked ? read.evidence.forChange(id) : read.evidence.byId(id))
  if (!piece || seenBy(actor, evidenceItem(piece)) === 'nothing') return undefined
  const found = await subjectFound(piece.subject, read, actor)
  return found && { found, piece }
}

export const getEvidence = changing('get-evidence', {
  input: z.object({ evidence: EvidenceId }),
  says: 'Have the file of a piece of evidence sent to you',
  may: participant,
  load: async ({ evidence }, read: Read, { actor }) => pieceOf(evidence, read, actor),
  decide: (_input, state, at): Decision<never> => {
    if (!state || at.actor.kind !== 'person') return decline(refuse('evidence-unknown', {}))
    const { found, piece } = state
    const isWhole = found.release === 'full' && seenBy(at.actor, evidenceItem(piece)) === 'full'
    if (!piece.file || !isWhole) return decline(refuse('no-file', {}))
    const document = {
      id: at.newId('doc'),
      needs: 'evidence' as const,
      evidence: piece.id,
      organisation: piece.source,
      title: `${piece.file.name}, evidence of ${found.reference}`,
      label: piece.label,
      madeAt: at.now.toString({ smallestUnit: 'second' }),
    }
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    return accept([], {
      says: comingCard(found, piece),
      effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }],
    })
  },
})

function mayWithdraw(actor: Actor, { addedBy, source }: Evidence): boolean {
  return (actor.kind === 'person' && actor.person === addedBy) || signingRole(actor, source) !== undefined
}

const adder: May<Piece> = {
  name: 'adder',
  says: 'the person who added it, or a delegate or deputy of that organisation',
  grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own'), secretariat: 'mine' },
  test: (actor, state) => !state || mayWithdraw(actor, state.piece),
}

export const withdrawEvidence = changing('withdraw-evidence', {
  input: z.object({ evidence: EvidenceId, reason: written(longestWords, 'Say why it is withdrawn.') }),
  says: 'Withdraw a piece of evidence, with a reason',
  may: adder,
  form: async (values, read: Read, { actor }) => {
    const found = await foundIn(values, read, actor)
    if (!found) return subjectUnknown(values.reference ?? 'such item')
    const own = (await read.evidence.of(found.subject, actor)).filter((piece) => mayWithdraw(actor, piece))
    return own.length > 0 ? withdrawForm(found, own) : refuse('evidence-unknown', {})
  },
  load: async ({ evidence }, read: Read, { actor }) => {
    const state = await pieceOf(evidence, read, actor, true)
    return state && { ...state, count: await read.evidence.countOf(state.found.subject) }
  },
  decide: ({ reason }, state, at): Decision<EvidenceFact> => {
    if (!state || at.actor.kind !== 'person') return decline(refuse('evidence-unknown', {}))
    const { found, piece, count } = state
    const { id: evidence, subject, source } = piece
    return accept(
      [{ type: 'evidence-withdrawn', evidence, subject, withdrawnBy: at.actor.person, sealed: { reason } }],
      { organisation: source, says: withdrawnCard(found, count - 1), refresh: found.cards },
    )
  },
})
