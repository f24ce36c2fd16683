/** Posting: who may put a card into the places of a working group, and into which of them. */
import type { WorkingGroup } from '#src/consortium/consortium.ts'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import { type Actor, granted, grants, seatsOf, signingRoles } from '#src/core/access.ts'
import type { GroupId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { At, FormShape } from '#src/core/use-case.ts'

export const mayPost = granted('poster', 'the secretariat, a chair, a coordinator, a delegate or a deputy', {
  ...grants(['chair', 'coordinator', ...signingRoles], 'own'),
  secretariat: 'any',
})

type Read = { consortium: Pick<ConsortiumReader, 'group' | 'groups' | 'groupsOf' | 'groupAt'> }

/** The group into whose places a card goes, and whether the actor may put it there. */
export type Target = { group: Group | undefined; isOwn: boolean }

/** The group that was named, else that of the place, else the only one there is for the actor. Asked in a place, the card is put there alone. */
export async function targetOf(named: GroupId | undefined, read: Read, at: At): Promise<Target> {
  const groups = await groupsFor(at.actor, read)
  const here = named === undefined && at.here ? await read.consortium.groupAt(at.here) : undefined
  const id = named ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
  const group = id && (await read.consortium.group(id))
  return {
    group: group && here ? { ...group, places: group.places.filter((place) => isHere(place, at)) } : group,
    isOwn: groups.some((own) => own.id === id),
  }
}

/** The group, or why nothing can be put there. */
export function groupIn({ group, isOwn }: Target, field: string): Group | Refusal {
  if (!group) return refuse('group-needed', {}, { field })
  if (!isOwn) return refuse('not-in-group', { group: group.name }, { field })
  if (group.places.length === 0) return refuse('no-place', { group: group.name }, { field })
  return group
}

/** Those that the actor's organisations are in; all of them for the secretariat. */
export async function groupsFor(actor: Actor, { consortium }: Read): Promise<WorkingGroup[]> {
  const seats = seatsOf(actor)
  if (seats.some(({ role }) => role === 'secretariat')) return consortium.groups()
  return consortium.groupsOf(seats.map(({ organisation }) => organisation))
}

/** Asked for where it is not clear in whose places a card is to stand; `field` is where the group stands. */
export function postingForm(title: string, field: string, groups: readonly WorkingGroup[], says: string): FormShape {
  const options = groups.map(({ id, name }) => ({ value: id, label: name }))
  return {
    title: `Post a ${title}`,
    submit: `Post ${title}`,
    fields: [{ kind: 'choice', name: field, label: 'Working group', required: true, options }],
    note: [says],
  }
}

function isHere({ platform, workspace, channel }: Group['places'][number], { here }: At): boolean {
  return here?.platform === platform && here.workspace === workspace && here.channel === channel
}
