/** A row without a reference: a promise that its bringer writes down for an organisation, or makes in its name. Pure. */
import { namedBy, severalIn } from '#src/bulk/names.ts'
import { LabelInput, type Labelled, labelledAs } from '#src/consortium/labelling.ts'
import { proposingSeats, secretary, signingRole } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { inShort } from '#src/view/phrases.ts'
import { commitmentReference, longestText } from '../commitment.ts'
import { answered } from '../confirm.ts'
import { promisedOf } from '../decide.ts'
import { sealedWords } from '../propose.ts'
import type { Words } from './columns.ts'
import { alikeKey, answersIn, type Known, type Outcome, seatOf, termsIn, type Wrong } from './known.ts'

const Text = written(longestText, 'Write what the organisation will do.')

/** `number`: the next free one, which it takes where its bringer may bind the organisation. */
export function newRow(words: Words, known: Known, number: number, at: At): Outcome | Wrong {
  const owner = ownerIn(words.owner ?? '', known)
  if ('code' in owner) return { wrong: [owner] }
  const labelled = labelIn(words, known, owner)
  const text = Text.safeParse(words.text)
  const seat = seatOf(owner)
  const groups = known.groups.filter(({ members }) => members.some(({ id }) => id === owner.id))
  const [named] = words.group
    ? namedBy(words.group, known.groups)
    : groups.length === 1
      ? groups.map(({ id }) => id)
      : []
  const group = known.groups.find(({ id }) => id === named)
  const context = { seats: [seat], seat, group, ...answersIn(words.answers ?? '', known) }
  const promised = promisedOf({ text: text.data ?? '', due: words.due ?? '', terms: termsIn(words) }, context, at.now)
  const wrong = [
    ...(text.success ? [] : [refuse('text-needed', { what: text.error.issues[0]?.message ?? '' })]),
    ...(Array.isArray(promised) ? promised : []),
    ...(Array.isArray(labelled) ? labelled : []),
    ...(words.milestones || words.progress || words.note ? [refuse('later-columns', {})] : []),
  ]
  if (wrong.length > 0 || Array.isArray(promised) || Array.isArray(labelled)) return { wrong }
  const { label, recipients } = labelled
  const what = `${owner.name}: ${inShort(promised.text, 60)}`
  const alike = known.alike.get(alikeKey({ organisation: owner.id, text: promised.text, due: promised.due.toString() }))
  if (alike !== undefined) {
    const says = alike === null ? 'It waits for a delegate.' : `It is ${commitmentReference({ number: alike })}.`
    return { became: 'unchanged', what, says, facts: [], refresh: [] }
  }
  const { kind, details } = promised.terms
  const plain = {
    organisation: owner.id,
    group: promised.group.id,
    kind,
    due: promised.due.toString(),
    label,
    recipients,
  }
  const recommendations = promised.recommendations.map(({ id }) => id)
  const commitment = at.newId('com')
  const proposed = {
    type: 'commitment-proposed',
    ...{ commitment, recommendations, proposedBy: known.by.person, ...plain },
    sealed: sealedWords({ text: promised.text, details }),
  } as const
  if (signingRole(known.by, owner.id) === undefined)
    return { became: 'added', what, facts: [proposed], waits: owner.id, refresh: [] }
  const confirmed = { type: 'commitment-confirmed', commitment, number, confirmedBy: known.by.person } as const
  return {
    became: 'added',
    what,
    facts: [proposed, confirmed],
    binds: owner.id,
    refresh: answered({ recommendations }),
  }
}

type Owner = { id: OrganisationId; name: string; zone: string }

function ownerIn(typed: string, { by, organisations }: Known): Owner | Refusal {
  const present = organisations.filter(({ leftAt }) => leftAt === null)
  const own = new Set(proposingSeats(by).map(({ organisation }) => organisation))
  const isAnyones = secretary.test(by, undefined)
  const may = present.filter(({ id }) => isAnyones || own.has(id))
  const named = typed === '' && may.length === 1 ? may.map(({ id }) => id) : namedBy(typed, namesOf(present))
  const found = present.find(({ id }) => id === named[0])
  if (!found) return refuse('owner-needed', { names: may.slice(0, 20).map(({ short }) => short) })
  const owner = { id: found.id, name: found.short, zone: found.zone }
  return may.includes(found) ? owner : refuse('owner-not-yours', { owner: owner.name })
}

function namesOf(organisations: readonly { id: OrganisationId; short: string }[]) {
  return organisations.map(({ id, short }) => ({ id, name: short }))
}

function labelIn(words: Words, known: Known, owner: Owner): Labelled | Refusal[] {
  const typed = LabelInput.label.safeParse(words.label)
  if (!typed.success) return [refuse('text-needed', { what: typed.error.issues[0]?.message ?? '' })]
  const { person } = known.by
  const { organisations } = known.nameable
  const named = severalIn(words.recipients ?? '')
  const recipients = named.filter((one) => namedBy(one, namesOf(organisations)).length > 0)
  const people = named.filter((one) => !recipients.includes(one))
  const by = { source: { id: owner.id, name: owner.name }, author: person }
  const labelled = labelledAs({ label: typed.data, recipients, people }, by, known.nameable)
  if (Array.isArray(labelled)) return labelled
  if (labelled.label === 'TLP:RED') return [refuse('red-in-file', {})]
  const leaves = whatLeaves(known.releases.get(owner.id) ?? {}, { label: labelled.label })
  return leaves === 'full' ? labelled : [refuse('rows-kept', { rows: [], organisation: owner.name })]
}
