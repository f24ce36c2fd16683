/** Places: channels that are bound to a group, who reads in them, and letting them go. */
import type { Address } from '#src/core/intent.ts'
import { ChatPlatform, platformNames } from '#src/core/intent.ts'
import type { At } from '#src/core/use-case.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import { PlaceKind } from './consortium.ts'
import { doneCard, showTable } from './done-views.ts'
import { choice, groupField, line, organisationsField, said } from './forms.ts'
import { placeIn } from './rules/named.ts'
import { changePlace as placeChanged, releasePlace as placeReleased, statePlace } from './rules/place.ts'
import type { Words } from './rules/stated.ts'
import { stating } from './stating.ts'

const audience = ['kind', 'guests', 'outsiders', 'organisations'] as const
const change = (channel: string) =>
  button('State audience', 'change-place', { channel }, { opens: true, style: 'primary' })

export const bindPlace = stating('bind-place', {
  words: ['platform', 'workspace', 'channel', 'group', 'name', ...audience],
  says: 'Bind a channel to a committee or working group, and let its workspace in',
  typed: {
    word: 'admin',
    usage: 'admin bind GROUP',
    examples: ['admin bind Evaluation', 'admin bind Data governance'],
    read: (rest) => {
      const group = /^bind\s+(\S.*)$/is.exec(rest)?.[1]
      return group === undefined ? undefined : { group }
    },
  },
  rule: (words, known, at) => statePlace({ ...at.here, ...words }, known, at.newId),
  addresses: addressIn,
  form: (_values, known, at) => ({
    title: 'Bind a channel',
    submit: 'Bind channel',
    fields: [
      groupField(known),
      line('name', 'Name', 100, { hint: 'As people call the channel: #evaluation', required: false }),
      ...(at.here ? [] : addressFields),
    ],
    note: [at.here ? 'This channel.' : 'Or go to the channel and type admin bind GROUP there.'],
  }),
  done: (done, words) =>
    doneCard(done, `${done.what} is bound`, change(placeOf(done.facts) ?? words.channel ?? ''), showTable('places')),
})

export const changePlace = stating('change-place', {
  words: ['channel', 'name', ...audience],
  says: 'State who reads in a place, and what it is called',
  rule: placeChanged,
  form: (words, known) => {
    const place = placeIn(known, words)
    if ('code' in place) return place
    const { name, kind, guests, outsiders, organisations } = place
    return {
      title: 'Change a place',
      submit: 'Save changes',
      fields: [
        line('name', 'Name', 100),
        choice('kind', 'Kind', PlaceKind.options, { hint: 'Shared: with another workspace or tenant' }),
        choice('guests', 'Guests read there', ['yes', 'no'], { hint: 'Clients, contractors or guests of members' }),
        choice('outsiders', 'Outsiders read there', ['yes', 'no'], {
          hint: 'Anybody of no organisation of this consortium',
        }),
        organisationsField(known),
      ],
      values: { name, kind, guests: said(guests), outsiders: said(outsiders), organisations: organisations.join(',') },
    }
  },
  done: (done, { channel = '' }) =>
    doneCard(
      done,
      `${done.what} is bound`,
      button('Release place', 'release-place', { channel }, { style: 'danger' }),
      showTable('places'),
    ),
})

export const releasePlace = stating('release-place', {
  words: ['channel'],
  says: 'Release a channel from its group: nothing is posted there any more',
  rule: placeReleased,
  asks: (words, known, at) => {
    const place = placeIn(known, words)
    if (at.platform === 'shell' || 'code' in place) return undefined
    return withActions(
      {
        ...card(`Release ${place.name}?`, text('Nothing is posted there any more; what stands there stays as it is.')),
        tone: 'warning',
      },
      button('Release place', 'release-place', { form: at.draft, sure: 'yes' }, { style: 'danger' }),
      showTable('places'),
    )
  },
  form: (_words, _known) => ({
    title: 'Release a place',
    submit: 'Release place',
    fields: [line('channel', 'Channel', 300)],
  }),
  done: ({ what }) => withActions({ ...card(`${what} is released`), tone: 'good' }, showTable('places')),
})

const addressFields = [
  {
    kind: 'choice' as const,
    name: 'platform',
    label: 'Platform',
    options: ChatPlatform.options.map((value) => ({ value, label: platformNames[value] })),
    required: true,
  },
  line('workspace', 'Workspace', 100, { hint: 'The Slack team id or the Entra tenant id' }),
  line('channel', 'Channel', 300, { hint: 'The Slack channel id or the Teams conversation id' }),
]

function addressIn(words: Words, at: At): Address[] {
  const { platform, workspace, channel }: Words = { ...at.here, ...words }
  const known = ChatPlatform.safeParse(platform?.trim().toLowerCase())
  if (!known.success || workspace === undefined || channel === undefined) return []
  return [{ platform: known.data, workspace: workspace.trim(), channel: channel.trim() }]
}

function placeOf(facts: readonly { type: string }[]): string | undefined {
  const bound = facts.find(({ type }) => type === 'place-bound')
  return bound && 'place' in bound ? String(bound.place) : undefined
}
