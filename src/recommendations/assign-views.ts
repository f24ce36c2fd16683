/** Who sees to a recommendation, as the secretariat states it and as those who do are told. */
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import type { Names } from './assigning.ts'
import { recommendationField } from './named.ts'
import { type AssignedNames, type Assignment, type Recommendation, recommendationReference } from './recommendation.ts'

/** The most that both platforms show as choices, beside the one that says nobody; more are named in writing. */
const mostOptions = 99

export function assignForm(found: Recommendation | undefined, names: Names, was: Assignment | undefined): FormShape {
  return {
    title: 'Assign recommendation',
    submit: 'Save assignment',
    fields: [
      ...(found ? [] : [recommendationField]),
      one('group', 'Working group', 'No working group', names.groups),
      one('lead', 'Lead', 'Nobody', names.organisations),
      several('supporting', 'Supporting organisations', names.organisations),
      several('coordinators', 'Coordinators', names.people),
    ],
    ...(was && {
      values: {
        group: was.group?.id ?? 'none',
        lead: was.lead?.id ?? 'none',
        supporting: was.supporting.map(({ id }) => id).join(','),
        coordinators: was.coordinators.map(({ id }) => id).join(','),
      },
    }),
    ...(found && { note: [bold(recommendationReference(found)), ` ${found.title}`] }),
  }
}

type Named = readonly { id: string; name: string }[]

function one(name: string, label: string, nobody: string, among: Named): Field {
  if (among.length > mostOptions)
    return { kind: 'line', name, label, hint: 'Its name, or none', required: false, max: 200 }
  const options = [{ value: 'none', label: nobody }, ...optionsOf(among)]
  return { kind: 'choice', name, label, required: false, options }
}

function several(name: string, label: string, among: Named): Field {
  if (among.length === 0 || among.length > mostOptions)
    return { kind: 'paragraph', name, label, hint: 'Names, with commas between', required: false, max: 3_000 }
  return { kind: 'choices', name, label, required: false, options: optionsOf(among) }
}

function optionsOf(among: Named) {
  return among.map(({ id, name }) => ({ value: id, label: name }))
}

export function assignedCard(found: Recommendation, now: AssignedNames, isChanged: boolean): Card {
  const reference = recommendationReference(found)
  const names = (of: { name: string }[]) => of.map(({ name }) => name).join(', ') || 'nobody'
  const drawn = card(
    `${reference} ${found.title}`,
    facts(
      ['Working group', now.group?.name ?? 'none'],
      ['Lead', now.lead?.name ?? 'nobody'],
      ['Supported by', names(now.supporting)],
      ['Coordinators', names(now.coordinators)],
    ),
    note(isChanged ? 'Recorded, and shown on its card from now on.' : 'Nothing was changed: that is how it stands.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: found.label },
    button(`Show ${reference}`, 'show-recommendation', { reference }),
    button('Change assignment', 'assign-recommendation', { reference }, { opens: true }),
  )
}

/** To those who can bind an organisation that leads it from now on. */
export function leadsCard(found: Recommendation, organisation: string): Card {
  const reference = recommendationReference(found)
  const drawn = card(
    `${organisation} leads ${reference}`,
    text(found.title),
    note('The secretariat named you its lead: your people report how far it is.'),
  )
  return withActions(
    { ...drawn, label: found.label },
    button('Report progress', 'report-on-recommendation', { reference }, { opens: true }),
    button('State response', 'respond-to-recommendation', { reference }, { opens: true }),
    button(`Show ${reference}`, 'show-recommendation', { reference }),
  )
}

/** To a coordinator. */
export function coordinatesCard(found: Recommendation): Card {
  const reference = recommendationReference(found)
  const drawn = card(
    `You coordinate ${reference}`,
    text(found.title),
    note('The secretariat named you: its card tells who keeps track of it.'),
  )
  return withActions(
    { ...drawn, label: found.label },
    button(`Show ${reference}`, 'show-recommendation', { reference }),
  )
}
