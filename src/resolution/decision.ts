/** The chair decides: what nobody pulled out in one act, the rest one by one; and what was said of a comment, in time. */
import { z } from 'zod'
import { participant } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { sure } from '#src/core/words.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { bold, button, card, facts, list as listBlock, moment, note, text, withActions } from '#src/view/build.ts'
import type { Text } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import { decidesDispositions, listed, polled, takesPullOuts } from './decide.ts'
import { DisposedInput, disposedForm, isSame, loaded, readDisposed, refreshed, wrongIn } from './propose.ts'
import { commentOf, type Read, type Table, tableOf, typedDraft } from './read.ts'
import type { Proposed, ResolutionFact } from './resolution.ts'
import { heardHere, stancesSeen } from './stance.ts'
import { positionWords, tallyText } from './step-views.ts'
import { disposedText, doneCard, restButton } from './views.ts'

export const decideListed = changing('decide-listed', {
  input: z.object({ draft: z.string('Name the draft, for example D-3.').max(20), sure }),
  says: 'Decide in one act what nobody pulled out',
  may: decidesDispositions,
  typed: {
    word: 'decide',
    usage: 'decide D-3',
    examples: ['decide D-3', 'decide d3'],
    read: (rest) => (typedDraft.test(rest) ? { draft: rest.trim() } : undefined),
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor, 'held'),
  decide: (input, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline(table)
    const { list, zone, all } = table
    const reference = draftReference(table.draft)
    if (!list) return decline(refuse('list-needed', { reference }))
    if (takesPullOuts(list, at.now)) {
      const until = momentInFull(Temporal.Instant.from(list.deadline), zone)
      return decline(refuse('list-runs', { reference, moment: until }))
    }
    const open = listed(all, list)
    if (open.length === 0) return decline(refuse('nothing-listed', { reference }))
    const rest = polled(all, list).length
    if (!input.sure) {
      const drawn = card(
        `Decide ${counted(open.length, 'comment')} of ${reference} as proposed?`,
        note(
          rest === 0
            ? 'Nothing is left after that.'
            : `Left to decide one by one after that: ${counted(rest, 'comment')}.`,
        ),
      )
      const yes = { form: at.draft, sure: 'yes' }
      return ask({
        ...withActions(
          drawn,
          button('Decide list', 'decide-listed', yes, { style: 'primary' }),
          button('Read by clause', 'show-dispositions', { draft: reference }),
          ...restButton(table, list),
        ),
        label: table.draft.label,
      })
    }
    const decided = open.flatMap(({ proposal }) => (proposal ? [decidedFact(table, proposal, at, 'en bloc')] : []))
    return accept(decided, {
      says: withActions(
        doneCard(
          table,
          `Decided as proposed: ${counted(open.length, 'comment')} of ${reference}`,
          note(rest === 0 ? 'Nothing is left to decide.' : `Left to decide one by one: ${counted(rest, 'comment')}.`),
        ),
        ...restButton(table, list),
      ),
      refresh: refreshed(table),
    })
  },
})

function decidedFact(
  table: Table,
  { comment, disposition, duplicateOf, text: words }: Proposed,
  at: At,
  how?: 'en bloc',
) {
  if (at.actor.kind !== 'person') throw new Error('only people decide')
  return {
    type: 'disposition-decided' as const,
    id: at.newId('disp'),
    ...{ comment, draft: table.draft.id, disposition, duplicateOf },
    enBloc: how ? (table.list?.id ?? null) : null,
    decidedBy: at.actor.person,
    sealed: { text: words },
  }
}

export const decideComment = changing('decide-comment', {
  input: z.object(DisposedInput),
  says: 'Decide what becomes of one comment, with a reason',
  may: decidesDispositions,
  typed: {
    word: 'decide',
    button: 'Decide comment',
    usage: 'decide DE-002 not accepted: REASON',
    examples: ['decide DE-002 accepted', 'decide D-3 DE-002 not accepted: the unit is in clause 3'],
    read: (rest) => (rest === '' ? {} : readDisposed(rest)),
  },
  form: (values, read: Read, at) => disposedForm('Decide a comment', 'Decide comment', values, read, at, 'positions'),
  load: (input, read: Read, at) => loaded(input, read, at),
  decide: (_input, state, at): Decision<ResolutionFact> => {
    if (isRefusal(state)) return decline(state)
    const { table, said } = state
    const { one } = table
    const heard = heardHere(table.draft, { words: said.text, heard: at.overheard.text, field: 'text' })
    const wrong = [...(heard ? [heard] : []), ...wrongIn(table, [said], 'anew')]
    if (wrong[0]) return decline(wrong[0], wrong.slice(1))
    const fact = decidedFact(table, said, at)
    const left = polled(table.all, table.list).filter(({ comment }) => comment.id !== one.comment.id).length
    const go = button('Decide the next', 'show-undecided', { draft: draftReference(table.draft) })
    const says = withActions(
      doneCard(
        table,
        `${commentReference(one.comment)} is decided`,
        text(disposedText({ ...said, id: fact.id, by: null, at: '' }, one, table, at.actor).replace(/^: /, '')),
        note(`Positions: ${tallyText(stancesSeen(at.actor, table, one).positions)}.`),
        note(
          left === 0
            ? 'Nothing is left to decide one by one.'
            : `Left to decide one by one: ${counted(left, 'comment')}.`,
        ),
      ),
      ...(left === 0 ? [] : [go]),
    )
    if (isSame(one.decided, said)) return accept([], { says })
    return accept([fact], { says, refresh: refreshed(table) })
  },
})

/** Of two letters at least, so that it is no `C-12` and no `R-4.2`. */
const typedReference = /^\s*(?:d-?\d+\s+)?[\p{L}*]{2}[\p{L}*/-]*-?\d+\s*$/iu

export const showCommentHistory = showing('show-comment-history', {
  input: z.object({ comment: z.string().max(200) }),
  says: 'Show all that was proposed and decided for a comment on a draft, and the positions on it',
  may: participant,
  typed: {
    word: 'history',
    usage: 'history DE-002',
    examples: ['history DE-002', 'history D-3 DE-002'],
    read: (rest) => (typedReference.test(rest) ? { comment: rest.trim() } : undefined),
  },
  load: async (input, read: Read, at) => {
    const table = await commentOf(input.comment, read, at.actor)
    if (isRefusal(table)) return table
    const people = new Map((await read.consortium.people()).map(({ id, name }) => [id, name]))
    return { table, people, passed: await read.resolution.history(table.one.comment.id) }
  },
  show: (_input, state, { actor }) => {
    if (isRefusal(state)) return state
    const { table, passed, people } = state
    const { one, zone, names } = table
    const seen = stancesSeen(actor, table, one)
    const of = (organisation: OrganisationId) => names.get(organisation) ?? 'an organisation'
    const quoted = (words: string) => (words === '' ? '' : `: “${words}”`)
    const line = (when: string, what: string, rest: string) => ({
      when,
      says: [moment(when, zone), ' ', bold(what), rest] satisfies Text,
    })
    const all = [
      ...passed.map((said) => {
        const en = said.kind === 'decided' && said.enBloc ? ' en bloc' : ''
        const who = (said.by && people.get(said.by)) ?? 'somebody'
        return line(said.at, `${said.kind}${en}`, ` by ${who}${disposedText(said, one, table, actor)}`)
      }),
      ...seen.pulled.map((out) => line(out.at, 'pulled out', ` by ${of(out.organisation)}${quoted(out.reason)}`)),
      ...seen.positions.map(({ at, organisation, position, note: words }) =>
        line(at, 'position', ` of ${of(organisation)}: ${positionWords[position].toLowerCase()}${quoted(words)}`),
      ),
    ]
    const inTime = all.toSorted((a, b) =>
      Temporal.Instant.compare(Temporal.Instant.from(a.when), Temporal.Instant.from(b.when)),
    )
    return {
      ...card(
        `${draftReference(table.draft)} ${commentReference(one.comment)}: what was said of it`,
        ...(all.length === 0 ? [note('Nothing was proposed yet.')] : [listBlock(inTime.map(({ says }) => says))]),
        facts(['Positions', tallyText(seen.positions)]),
      ),
      label: table.draft.label,
    }
  },
})
