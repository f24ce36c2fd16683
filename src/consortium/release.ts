/** What leaves an organisation: shown to its own people, and set by those who can bind it. */
import { z } from 'zod'
import { actingSeats, grants, type May, participant, signingRole, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Subject } from '#src/core/effect.ts'
import { OrganisationId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { Release, type ReleasePolicy } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import type { ConsortiumFact } from './consortium.ts'
import { type Own, releaseCard, releaseForm } from './release-views.ts'
import type { ConsortiumReader } from './store.ts'

type Read = { consortium: ConsortiumReader }

export const showRelease = showing('show-release', {
  input: z.object({}),
  says: 'Show what leaves your organisation',
  may: participant,
  typed: {
    word: 'release',
    usage: 'release',
    examples: ['release'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: (_input, read: Read, at) => ownOf(read, at),
  show: (_input, own, { actor }) =>
    releaseCard(own, new Set(own.filter(({ id }) => signingRole(actor, id) !== undefined).map(({ id }) => id))),
})

/** Also who may never see what it says of other organisations: it says nothing of them. */
const binds: May<{ organisation: OrganisationId | undefined }> = {
  name: 'binder',
  says: 'a delegate or deputy of that organisation',
  grants: grants(signingRoles, 'own'),
  test: (actor, { organisation }) => organisation === undefined || signingRole(actor, organisation) !== undefined,
}

type State = {
  organisation: OrganisationId | undefined
  own: Own[]
  policy: ReleasePolicy
  shown: Subject[]
}

export const setRelease = changing('set-release', {
  input: z.object({
    organisation: optional(OrganisationId),
    label: z
      .string('Choose a label, or any.')
      .transform((typed) =>
        /^any$/i.test(typed.trim()) ? 'any' : `TLP:${typed.trim().toUpperCase().replace(/^TLP:/, '')}`,
      )
      .pipe(z.union([Tlp, z.literal('any')], 'Choose one of the five labels, or any.')),
    what: z
      .string('Choose what leaves: full, reference or nothing.')
      .transform((typed) => typed.trim().toLowerCase())
      .pipe(z.enum(Release.options, 'Choose what leaves: full, reference or nothing.')),
  }),
  says: 'Set what leaves your organisation: full, reference only, or nothing; per label, or any',
  may: binds,
  typed: {
    word: 'release',
    button: 'Set release',
    usage: 'release LABEL WHAT',
    examples: ['release any reference', 'release TLP:AMBER nothing'],
    read: (rest) => {
      const [, label, what] = /^(\S+)\s+(\S+)$/.exec(rest.trim()) ?? []
      return label && what ? { label, what } : undefined
    },
  },
  form: async (_values, read: Read, at) => {
    const own = (await ownOf(read, at)).filter(({ id }) => signingRole(at.actor, id) !== undefined)
    return releaseForm(own)
  },
  load: async (input, read, at): Promise<State> => {
    const own = await ownOf(read, at)
    const bound = own.filter(({ id }) => signingRole(at.actor, id) !== undefined)
    const organisation = input.organisation ?? (bound.length === 1 ? bound[0]?.id : undefined)
    return {
      organisation,
      own,
      policy: organisation ? await read.consortium.release(organisation) : {},
      shown: organisation ? await read.consortium.shownOf(organisation) : [],
    }
  },
  decide: (input, { organisation, own, policy, shown }, at): Decision<ConsortiumFact> => {
    if (!organisation) return decline(refuse('organisation-needed', {}, { field: 'organisation' }))
    const { label, what } = input
    const name = at.actor.kind === 'person' ? at.actor.name : null
    const stated = { label, what, by: name, at: at.now }
    const after = own.map((one) =>
      one.id === organisation ? { ...one, stated: [stated, ...one.stated.filter((old) => old.label !== label)] } : one,
    )
    const says = releaseCard(after, new Set([organisation]))
    if (policy[label] === what) return accept([], { says: releaseCard(own, new Set([organisation])) })
    return accept([{ type: 'release-set', organisation, label, what }], { organisation, says, refresh: shown })
  },
})

/** The actor's own organisations, with what each has said. */
async function ownOf({ consortium }: Read, { actor }: At): Promise<Own[]> {
  const named = new Map(actingSeats(actor).map(({ organisation, name, zone }) => [organisation, { name, zone }]))
  const own: Own[] = []
  for (const [id, { name, zone }] of named) own.push({ id, name, zone, stated: await consortium.releaseStated(id) })
  return own
}
