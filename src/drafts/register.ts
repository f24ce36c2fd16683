/** Registering a draft standard. */
import { z } from 'zod'
import { LabelInput, labelFields, nameableIn } from '#src/consortium/labelling.ts'
import { type Marking, marked, markingIn } from '#src/consortium/marking.ts'
import { type Around, aroundIn, refusedLines, shownIn, within } from '#src/consortium/reach.ts'
import type { Group } from '#src/consortium/store.ts'
import { secretary } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { GroupId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { addressIn } from '#src/evidence/address.ts'
import { longestAddress } from '#src/evidence/evidence.ts'
import { type Draft, type DraftFact, draftItem, longestTitle } from './draft.ts'
import type { Read } from './read.ts'
import { draftForm, draftPreview, registeredCard } from './views.ts'

type State = { group: Group | undefined; marking: Marking; around: Around; number: number }

export const registerDraft = changing('register-draft', {
  input: z.object({
    standard: written(100, 'Write its number, for example ISO/IEC DIS 42119-2.'),
    title: written(longestTitle, 'Write its title.'),
    body: written(100, 'Write whose standard it will be, for example ISO/IEC JTC 1/SC 42.'),
    stage: written(40, 'Write its stage, for example DIS.'),
    link: optional(written(longestAddress, 'Write where it is kept.')),
    closes: written(100, 'Write until when comments are taken.'),
    group: optional(GroupId),
    ...LabelInput,
    sure,
  }),
  says: 'Register a draft standard on which a working group comments',
  may: secretary,
  typed: {
    word: 'draft',
    button: 'Register draft',
    usage: 'draft ISO/IEC DIS 42119-2',
    examples: ['draft', 'draft ISO/IEC DIS 42119-2'],
    read: (rest) => (rest === '' ? {} : { standard: rest }),
  },
  form: async (_values, read: Read, at) => {
    const groups = await read.consortium.groups()
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const nameable = await nameableIn(read, at.now)
    const options = groups.map(({ id, name }) => ({ value: id as string, label: name }))
    return draftForm(options, labelFields(nameable, undefined), {
      label: nameable.consortium.label,
      ...(here && { group: here.id }),
    })
  },
  load: async (input, read: Read, at): Promise<State> => {
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const all = await read.consortium.groups()
    const id = input.group ?? here?.id ?? (all.length === 1 ? all[0]?.id : undefined)
    return {
      group: id && (await read.consortium.group(id)),
      marking: await markingIn(read, undefined, at),
      around: await aroundIn(read),
      number: input.sure ? await read.drafts.nextNumber() : 0,
    }
  },
  decide: (input, { group, marking, around, number }, at): Decision<DraftFact> => {
    if (at.actor.kind !== 'person') throw new Error('only people register drafts')
    const { zone } = marking.nameable.consortium
    const closes = closingOf(input.closes, at.now, zone)
    const link = input.link === undefined ? '' : addressIn(input.link)
    const said = { words: input.title, heard: at.overheard.title }
    const mark = marked(input, marking, { source: null, author: at.actor.person }, said)
    const wrong = [
      ...(isRefusal(closes) ? [closes] : []),
      ...(isRefusal(link) ? [{ ...link, field: 'link' }] : []),
      ...(group ? [] : [refuse('group-needed', {}, { field: 'group' })]),
      ...(Array.isArray(mark) ? mark : []),
    ]
    if (wrong.length > 0 || !group || isRefusal(closes) || isRefusal(link) || Array.isArray(mark)) {
      const [first, ...also] = wrong
      return decline(present(first, 'a refusal'), also)
    }
    const { standard, title, body, stage } = input
    const draft: Draft = {
      ...{ id: at.newId('draft'), number, group: group.id, standard, title, body, stage, url: link },
      opensAt: at.now.toString({ fractionalSecondDigits: 3 }),
      closesAt: closes.toString({ fractionalSecondDigits: 3 }),
      ...{ label: mark.label, recipients: mark.recipients, registeredBy: at.actor.person },
    }
    const item = draftItem(draft)
    const lines = [...mark.says, `Shown in ${shownIn(item, group.places)}`, ...refusedLines(item, group.places, around)]
    if (!input.sure) return ask(draftPreview(draft, { group: group.name, zone, lines, form: at.draft }))
    const subject = { kind: 'draft', id: draft.id } as const
    return accept([registered(draft)], {
      says: registeredCard(draft, group.name, zone),
      effects: within(item, group.places).map((place): Effect => ({ kind: 'post', subject, place: place.id })),
    })
  },
})

function registered({ id, standard, title, body, url, ...rest }: Draft): DraftFact {
  return { type: 'draft-registered', draft: id, ...rest, sealed: { standard, title, body, url } }
}
