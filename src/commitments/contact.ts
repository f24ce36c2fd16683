/** The contact of a commitment: the person of its owner who is asked about it. Handing it over is no change of what was promised. */
import { z } from 'zod'
import { meantBy } from '#src/consortium/people.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { PersonId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { takeLast, written } from '#src/core/words.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { ChangeFact } from './change.ts'
import { isOwners, ownersWord, unknown } from './change-commitment.ts'
import { commitmentReference, keptText } from './commitment.ts'
import { aboutOf, forOthers } from './confirm.ts'
import { referenceField } from './fields.ts'
import { foundBy, lockedBy, Reference, reportWrong } from './progress.ts'
import type { Read } from './read.ts'
import type { Confirmed, Named } from './views.ts'

/** Who holds a seat of the owner today. */
type Holder = { id: PersonId; name: string; zone: string }
type State = { found: Named<Confirmed> | undefined; holders: Holder[] }

export const handOver = changing('hand-over', {
  input: z.object({ reference: Reference, to: written(200, 'Write the name of the colleague who takes it over.') }),
  says: 'Hand a commitment over to a colleague, who is then its contact',
  may: { ...ownersWord, test: isOwners },
  typed: {
    word: 'handover',
    usage: 'handover C-12 to NAME',
    examples: ['handover C-12 to Aiko Mori', 'handover C-3 to Hana'],
    read: (rest) => {
      const { before, after } = takeLast(rest, 'to')
      return { ...(before && { reference: before }), ...(after !== undefined && { to: after }) }
    },
  },
  form: async (values, read: Read, at) => {
    const typed = Reference.safeParse(values.reference)
    const found = typed.success ? await foundBy(typed.data, read, at) : undefined
    return (
      reportWrong(found, at) ?? {
        title: 'Hand over commitment',
        submit: 'Hand over',
        fields: [
          ...(found ? [] : [referenceField]),
          { kind: 'line', name: 'to', label: 'To which colleague', required: true, max: 200 },
        ],
        ...(found && {
          note: [`${commitmentReference(found.commitment)} ${found.commitment.text || keptText(found.owner.short)}`],
        }),
      }
    )
  },
  load: async ({ reference }, read: Read, at): Promise<State> => {
    const found = await lockedBy(reference, read, at)
    if (!found) return { found, holders: [] }
    const today = at.now.toZonedDateTimeISO(found.owner.zone).toPlainDate().toString()
    const seats = await read.consortium.seats()
    const held = seats.filter(
      ({ organisation, from, until }) =>
        organisation === found.owner.id && from <= today && (until === null || today <= until),
    )
    const holders = new Map(
      held.map(({ person: id, name }): [string, Holder] => [id, { id, name, zone: found.owner.zone }]),
    )
    return { found, holders: [...holders.values()] }
  },
  decide: (input, { found, holders }, at): Decision<ChangeFact> => {
    if (!found || at.actor.kind !== 'person') return decline(unknown(input.reference))
    const wrong = reportWrong(found, at)
    if (wrong) return decline(wrong)
    const meant = meantBy(input.to, holders)
    if (meant.is === 'none') {
      return decline(refuse('contact-outside', { name: input.to, owner: found.owner.short }, { field: 'to' }))
    }
    if (meant.is === 'several') {
      const readings = meant.people.map(({ id, name }) => ({ label: name, value: id }))
      const names = meant.people.map(({ name }) => name)
      return decline(refuse('several-people', { name: input.to, ids: names }, { field: 'to', readings }))
    }
    const { id: contact, name } = meant.person
    const { id: commitment, organisation } = found.commitment
    const says = handedCard(found, name)
    if (found.commitment.contact === contact) return accept([], { says })
    const told = forOthers(found)
    return accept([{ type: 'contact-named', commitment, contact, namedBy: at.actor.person }], {
      organisation,
      says,
      refresh: [{ kind: 'commitment', id: commitment }],
      effects:
        contact === at.actor.person
          ? []
          : [{ kind: 'tell', person: contact, card: toContactCard(told, at.actor.name), about: aboutOf(told) }],
    })
  },
})

function handedCard(found: Named<Confirmed>, name: string): Card {
  const reference = commitmentReference(found.commitment)
  return {
    ...card(`${name} is the contact of ${reference}`, note('Who asks for an update asks there.')),
    tone: 'good',
    label: found.commitment.label,
  }
}

function toContactCard(found: Named<Confirmed>, by: string): Card {
  const { commitment, owner } = found
  const reference = commitmentReference(commitment)
  return withActions(
    {
      ...card(
        `${by} handed ${reference} over to you`,
        text(commitment.text || keptText(owner.short)),
        note('You are asked about it from now on.'),
      ),
      label: commitment.label,
    },
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}
