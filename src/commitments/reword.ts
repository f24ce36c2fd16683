/** Changing a commitment while it is a proposal. */

import { labelFields, labelValues, nameableIn } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marking, marked, markingIn, markNotes } from '#src/consortium/marking.ts'
import { signingRole } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { CommitmentId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { recommendationReference } from '#src/recommendations/recommendation.ts'
import { termsFor, textWrong, Written } from './check.ts'
import type { Commitment, CommitmentFact } from './commitment.ts'
import { authorOrSignatory, type Context, mayReword, maySee, promisedOf } from './decide.ts'
import { declineAll, releaseOf, sealedWords, withQuote, wordsOf } from './propose.ts'
import { commitmentForm, previewCard } from './propose-views.ts'
import { choicesOf, contextOf, type Read, seenById } from './read.ts'
import { detailFields, termsValues } from './terms.ts'
import { type Named, proposalCard } from './views.ts'

type State = { found: Named | undefined; context: Context; marking: Marking }

export const rewordProposal = changing('reword-proposal', {
  input: Written.extend({ commitment: CommitmentId }),
  says: 'Change a proposal',
  may: authorOrSignatory(({ found }: State) => found?.commitment),
  form: async (values, read: Read, at) => {
    const id = CommitmentId.safeParse(values.commitment)
    const found = id.success ? await seenById(id.data, read, at) : undefined
    if (!found || !mayReword(at.actor, found.commitment)) return refuse('not-found', { reference: 'such proposal' })
    const choices = await choicesOf(read, at)
    const { organisation, label } = found.commitment
    const marks = labelFields(await nameableIn(read, at.now), organisation)
    const isKept = await isKeptBack(read, [organisation], values.label ?? label)
    const before = standing(found.commitment, found)
    const shape = commitmentForm(
      'Change a proposal',
      { ...choices, organisations: [], marks, isKept, kind: values.kind ?? before.kind },
      before,
    )
    return withQuote(shape, found.quotation, found.owner.zone)
  },
  keepsBack: async (values, read, actor) => {
    const id = CommitmentId.safeParse(values.commitment)
    const found = id.success ? await read.commitments.byId(id.data) : undefined
    if (!found || !maySee(actor, found)) return []
    const { organisation, label } = found
    return (await isKeptBack(read, [organisation], values.label ?? label)) ? ['text', ...detailFields] : []
  },
  load: async (input, read, at): Promise<State> => {
    const found = await seenById(input.commitment, read, at)
    const { recommendations } = input
    const organisation = found?.commitment.organisation
    const group = input.group ?? found?.commitment.group
    const context = await contextOf({ organisation, group, recommendations }, read, at)
    return { found, context, marking: await markingIn(read, organisation, at) }
  },
  decide: (input, { found, context, marking }, at): Decision<CommitmentFact> => {
    if (!found) return decline(refuse('not-found', { reference: 'such proposal' }))
    const { commitment } = found
    if (commitment.status !== 'proposed') return decline(refuse('proposal-settled', { reference: 'This proposal' }))
    const label = input.label ?? commitment.label
    const by = { source: { id: commitment.organisation, name: found.owner.short }, author: commitment.proposedBy }
    const said = { words: input.text ?? '', heard: at.overheard.text }
    const mark = marked({ ...input, label }, marking, by, said)
    const text = Array.isArray(mark) || mark.release === 'full' ? (input.text ?? '') : ''
    const promised = promisedOf({ ...input, text, terms: termsFor(input, mark) }, context, at.now)
    if (Array.isArray(promised) || Array.isArray(mark)) {
      return declineAll([...(Array.isArray(promised) ? promised : []), ...(Array.isArray(mark) ? mark : [])])
    }
    if (mark.release === 'full' && text === '') return declineAll(textWrong(mark, text))
    const signs = signingRole(at.actor, commitment.organisation) !== undefined
    const words = wordsOf(promised)
    const changed: Commitment = {
      ...commitment,
      ...words,
      originalDue: words.due,
      label: mark.label,
      recipients: mark.recipients,
    }
    const after = { ...found, commitment: changed, group: promised.group, recommendations: promised.recommendations }
    const release = releaseOf(after, marking, at)
    if (!input.sure) {
      const lines = [...markNotes(mark, found.owner.short), ...release]
      const shown = { promised, signs: false, quotation: found.quotation, label: mark.label, lines }
      return ask(previewCard(shown, { use: 'reword-proposal', form: at.draft }))
    }
    return accept([rewordedFact(changed)], {
      organisation: commitment.organisation,
      says: proposalCard(after, { signs, mayReword: true, release }),
    })
  },
})

function rewordedFact(commitment: Commitment): CommitmentFact {
  const { id, group, recommendations, kind, due, label, recipients } = commitment
  const plain = { group, recommendations, kind, due, label, recipients }
  return { type: 'commitment-reworded', commitment: id, ...plain, sealed: sealedWords(commitment) }
}

/** The form starts from what stands. */
function standing(commitment: Commitment, found: Named): Record<string, string> {
  return {
    ...labelValues(commitment),
    text: commitment.text,
    due: commitment.due,
    group: commitment.group,
    recommendations: found.recommendations.map(recommendationReference).join(', '),
    ...termsValues(commitment),
  }
}
