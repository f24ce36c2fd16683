/** Opening a joint statement for signing. */
import { z } from 'zod'
import { LabelInput, labelFields, nameableIn } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marked, type Marking, marked, markingIn } from '#src/consortium/marking.ts'
import { refusedLines, releaseLines, within } from '#src/consortium/reach.ts'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import { type Actor, actingSeats, granted, grants, proposingRoles, type Role, type Seat } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { GroupId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, sure, takeLast, written } from '#src/core/words.ts'
import type { Read } from './read.ts'
import { longestText, longestTitle, type Statement, type StatementFact, statementItem } from './statement.ts'
import { openedStatement, previewStatement, statementForm } from './views.ts'

const OpenStatement = z.object({
  title: written(longestTitle, 'Write its title.'),
  text: written(longestText, 'Write the text that organisations sign.'),
  closes: written(100, 'Write until when it can be signed.'),
  group: optional(GroupId),
  ...LabelInput,
  sure,
})

const openingRoles = [...proposingRoles, 'secretariat', 'chair', 'editor'] as const satisfies readonly Role[]
const opener = granted(
  'opener',
  'somebody who proposes for an organisation, the secretariat, a chair or an editor',
  grants(openingRoles, 'own'),
)

type State = { group: Group | undefined; seat: Seat | undefined; marking: Marking; number: number }

export const openStatement = changing('open-statement', {
  input: OpenStatement,
  says: 'Open a joint statement that organisations sign, each for itself',
  may: opener,
  typed: {
    word: 'statement',
    button: 'Open statement',
    usage: 'statement TITLE by WHEN',
    examples: ['statement', 'statement On sharing test results by 2026-12-04 17:00'],
    read: (rest) => {
      const { before, after } = takeLast(rest, 'by')
      return { ...(before && { title: before }), ...(after !== undefined && { closes: after }) }
    },
  },
  form: async (_values, read: Read, at) => {
    const own = organisationsOf(at.actor)
    const groups = await read.consortium.groupsOf(own)
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const nameable = await nameableIn(read, at.now)
    const options = groups.map((group) => ({ value: group.id as string, label: group.name }))
    return statementForm(options, labelFields(nameable, own.length === 1 ? own[0] : undefined), {
      label: nameable.consortium.label,
      ...(here && { group: here.id }),
    })
  },
  keepsBack: async (values, read, actor) =>
    (await isKeptBack(read, organisationsOf(actor), values.label)) ? ['title', 'text'] : [],
  load: async (input, read, at): Promise<State> => {
    const group = await groupOf(input.group, read.consortium, at)
    const seat = openingSeats(at.actor).find((one) => group?.members.some((member) => member.id === one.organisation))
    return {
      group,
      seat,
      marking: await markingIn(read, seat?.organisation, at),
      number: input.sure ? await read.statements.nextNumber() : 0,
    }
  },
  decide: (input, { group, seat, marking, number }, at): Decision<StatementFact> => {
    const zone = (seat ?? openingSeats(at.actor)[0])?.zone ?? marking.nameable.consortium.zone
    const closes = closingOf(input.closes, at.now, zone)
    const mark = markOf(input, { seat, marking }, at)
    const field = { field: 'group' }
    const unplaced = group ? refuse('not-in-group', { group: group.name }, field) : refuse('group-needed', {}, field)
    const wrong = [
      ...(isRefusal(closes) ? [closes] : []),
      ...(seat ? [] : [unplaced]),
      ...(Array.isArray(mark) ? mark : []),
    ]
    if (wrong.length > 0 || !group || !seat || isRefusal(closes) || Array.isArray(mark)) {
      const [first, ...also] = wrong
      return decline(present(first, 'a refusal'), also)
    }
    if (at.actor.kind !== 'person') throw new Error('only people open joint statements')
    const { label, recipients } = mark
    const statement: Statement = {
      ...{ id: at.newId('stmt'), number, group: group.id, openedBy: at.actor.person, closedAt: null, signatures: [] },
      ...{ closesAt: closes.toString({ fractionalSecondDigits: 3 }), sourceLeftAt: null },
      ...{ label, source: seat.organisation, recipients, policy: marking.policy, title: input.title, text: input.text },
    }
    const item = statementItem(statement)
    const shown = within(item, group.places)
    if (shown.length === 0) return decline(refuse('label-unplaced', { label, group: group.name }, { field: 'label' }))
    if (!input.sure) {
      const lines = [...mark.says, ...releaseLines(item, group.places, marking.around, at.hosting)]
      return ask(previewStatement(statement, group, { lines, zone: seat.zone, form: at.draft }))
    }
    const lines = refusedLines(item, group.places, marking.around)
    return accept([openedFact(statement, seat)], {
      organisation: seat.organisation,
      says: openedStatement(statement, { ...group, places: shown }, lines, seat.zone),
      effects: shown.map(({ id: place }) => ({
        ...{ kind: 'post', subject: { kind: 'statement', id: statement.id }, place },
      })),
    })
  },
})

/** The group that was named, whose channel this is, or the only one there is. */
async function groupOf(id: GroupId | undefined, read: ConsortiumReader, at: At): Promise<Group | undefined> {
  const groups = await read.groupsOf(organisationsOf(at.actor))
  const here = at.here ? await read.groupAt(at.here) : undefined
  const found = id ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
  return found && read.group(found)
}

/** What others are to sign has to leave its organisation. */
function markOf(
  input: z.output<typeof OpenStatement>,
  { seat, marking }: Pick<State, 'seat' | 'marking'>,
  at: At,
): Marked | Refusal[] {
  const by = {
    source: seat ? { id: seat.organisation, name: seat.name } : null,
    author: at.actor.kind === 'person' ? at.actor.person : null,
  }
  const mark = marked(input, marking, by, { words: input.title, heard: at.overheard.title })
  if (Array.isArray(mark) || mark.release === 'full' || !by.source) return mark
  return [refuse('release-reference', { label: mark.label, organisation: by.source.name }, { field: 'label' })]
}

function openingSeats(actor: Actor): Seat[] {
  return actingSeats(actor).filter(({ role }) => openingRoles.some((one) => one === role))
}

function organisationsOf(actor: Actor) {
  return [...new Set(openingSeats(actor).map(({ organisation }) => organisation))]
}

function openedFact(statement: Statement, { organisation: source }: Seat): StatementFact {
  const { id, number, group, openedBy, closesAt, label, recipients, title, text } = statement
  return {
    ...{ type: 'statement-opened', statement: id, number, group, openedBy, closesAt, label, source },
    recipients: [...recipients],
    sealed: { title, text },
  }
}
