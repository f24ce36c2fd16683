/** Setting a digest, stopping it, seeing it now; and the clock sends it. */
import { z } from 'zod'
import { soonDays } from '#src/commitments/commitment.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, participant, seatsOf, signingRole, system } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { PersonId } from '#src/core/id.ts'
import { type ChatPlatform, platformNames } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { asksAbout } from '#src/requests/request.ts'
import { card } from '#src/view/build.ts'
import { contentsOf, firstSince, isDue, nextAfter, toldOf, windowOf } from './decide.ts'
import type { Digest, DigestFact, Setting, Window } from './digest.ts'
import { type FollowedRead, followedAbout, followedIn } from './followed.ts'
import { offCard, settingCard, settingForm } from './setting-views.ts'
import type { DigestReader } from './store.ts'
import { partsOf, TypedSetting } from './typed.ts'
import { digestCard, Parts, partCard, type Told, waitingCard } from './views.ts'

type Read = { consortium: ConsortiumReader; digests: DigestReader } & FollowedRead
type Reader = Extract<Actor, { kind: 'person' }>

/** What is meant where nothing is said: Monday morning, at home, on the platform where it is asked for. */
const usual = { weekday: 'mon', minute: 9 * 60 } as const

export const showDigest = showing('show-digest', {
  input: z.object({}),
  says: 'Show when your digest comes',
  may: participant,
  typed: {
    word: 'digest',
    usage: 'digest',
    examples: ['digest'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: (_input, read: Read, at) => ownDigest(read, at),
  show: (_input, digest) => (digest?.set ? settingCard(digest.set) : offCard()),
})

export const showDigestNow = showing('show-digest-now', {
  input: z.object({}),
  says: 'Show what waits for you and what is new, without waiting for the day',
  may: participant,
  typed: {
    word: 'digest',
    usage: 'digest now',
    examples: ['digest now', 'digest today'],
    read: (rest) => (/^(now|today)$/i.test(rest.trim()) ? {} : undefined),
  },
  load: async (_input, read: Read, at) => toldTo(at, read, (digest) => windowOf(digest, at.now)),
  show: (_input, found) => (found ? digestCard(found) : offCard()),
})

const DigestPart = z.object({
  part: z.enum(Parts),
  from: z.coerce.number().int().nonnegative(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
})

export const showDigestPart = showing('show-digest-part', {
  input: DigestPart,
  says: 'Show more of one section of your digest',
  may: participant,
  load: async ({ since, until }, read: Read, at) => {
    const window = { since: Temporal.Instant.from(since), until: Temporal.Instant.from(until) }
    return toldTo(at, read, () => window)
  },
  show: ({ part, from }, found) => (found ? partCard(found, part, from) : offCard()),
})

export const setDigest = changing('set-digest', {
  input: TypedSetting,
  says: 'Have your digest sent to you once a week',
  may: participant,
  typed: {
    word: 'digest',
    button: 'Set digest',
    usage: 'digest weekly WEEKDAY TIME',
    examples: ['digest weekly mon 09:00', 'digest weekly fri 16:30 in Asia/Tokyo on teams'],
    read: (rest) => {
      const [, setting] = /^weekly\b(.*)$/is.exec(rest.trim()) ?? []
      return setting === undefined ? undefined : partsOf(setting)
    },
  },
  form: async (_values, read: Read, at) => {
    const { digest, zone, platforms, here } = await circumstances(read, at)
    return settingForm(digest?.set ?? { ...usual, zone, platform: here }, platforms)
  },
  load: (_input, read: Read, at) => circumstances(read, at),
  decide: (input, { digest, zone, platforms, here }, at): Decision<DigestFact> => {
    if (at.actor.kind !== 'person') return decline(refuse('no-seat', {}))
    const platform = input.platform ?? here
    if (!platforms.includes(platform)) {
      return decline(refuse('no-account-there', { platform: platformNames[platform] }, { field: 'platform' }))
    }
    const { person } = at.actor
    const setting: Setting = {
      weekday: input.weekday ?? usual.weekday,
      minute: input.time ?? usual.minute,
      zone: input.zone ?? zone,
      platform,
    }
    const nextAt = nextAfter(at.now, setting)
    const says = settingCard({ ...setting, nextAt })
    const sentUntil = (digest?.sentUntil ?? firstSince(at.now)).toString()
    return accept([{ type: 'digest-set', personal: true, person, ...setting, sentUntil, nextAt: nextAt.toString() }], {
      says,
    })
  },
})

export const stopDigest = changing('stop-digest', {
  input: z.object({}),
  says: 'Have no digest sent to you',
  may: participant,
  typed: {
    word: 'digest',
    usage: 'digest off',
    examples: ['digest off', 'digest stop'],
    read: (rest) => (/^(off|stop)$/i.test(rest.trim()) ? {} : undefined),
  },
  load: (_input, read: Read, at) => ownDigest(read, at),
  decide: (_input, digest, { actor }): Decision<DigestFact> =>
    actor.kind === 'person' && digest?.set
      ? accept([{ type: 'digest-stopped', personal: true, person: actor.person }], { says: offCard() })
      : accept([], { says: offCard() }),
})

/** The lock comes first: of two sweeps the second finds the window moved, and sends nothing. */
export const sendDigest = changing('send-digest', {
  input: z.object({ person: PersonId }),
  says: 'Send a digest whose time has come',
  may: system,
  load: async ({ person }, read: Read, at) => {
    const digest = await read.digests.forSending(person)
    if (!isDue(digest, at.now)) return undefined
    const actor = await read.consortium.actor(person)
    if (!actor || seatsOf(actor).length === 0) return { digest, told: undefined }
    const window = windowOf(digest, await read.digests.settledUntil())
    return { digest, told: await toldIn(window, actor, digest, read, at.now) }
  },
  decide: ({ person }, due, at): Decision<DigestFact> => {
    const says = card('The digest was seen to')
    if (!due) return accept([], { says })
    const { set } = due.digest
    if (!due.told) return accept([{ type: 'digest-stopped', personal: true, person }], { says })
    const { until } = due.told.window
    const nextAt = nextAfter(at.now, set).toString()
    return accept([{ type: 'digest-sent', personal: true, person, sentUntil: until.toString(), nextAt }], {
      says,
      effects: [
        {
          kind: 'tell',
          person,
          card: digestCard(due.told),
          about: [...toldOf(due.told.contents), ...followedAbout(due.told.followed)],
          otherwise: waitingCard(),
          prefers: set.platform,
        },
      ],
    })
  },
})

async function ownDigest(read: Read, { actor }: At): Promise<Digest | undefined> {
  return actor.kind === 'person' ? read.digests.of(actor.person) : undefined
}

async function toldTo(at: At, read: Read, window: (own: Digest | undefined) => Window): Promise<Told | undefined> {
  if (at.actor.kind !== 'person') return undefined
  const digest = await read.digests.of(at.actor.person)
  return toldIn(window(digest), at.actor, digest, read, at.now)
}

async function circumstances(read: Read, at: At) {
  const { actor } = at
  const digest = await ownDigest(read, at)
  const person = actor.kind === 'person' ? await read.consortium.person(actor.person) : undefined
  const accounts = actor.kind === 'person' ? await read.consortium.accounts(actor.person) : []
  const platforms: ChatPlatform[] = [...new Set(accounts.map(({ platform }) => platform))]
  const here: ChatPlatform = platforms.find((one) => one === at.platform) ?? platforms[0] ?? 'slack'
  return { digest, zone: person?.zone ?? 'UTC', platforms, here }
}

/** Everything that a person's digest of a window is drawn from, as it stands now. */
async function toldIn(
  window: Window,
  actor: Reader,
  digest: Digest | undefined,
  read: Read,
  now: Temporal.Instant,
): Promise<Told> {
  const organisations = [...new Set(actor.seats.map(({ organisation }) => organisation))]
  const groups = (await read.consortium.groupsOf(organisations)).map(({ id }) => id)
  const scope = { organisations, groups }
  // The latest calendar day anywhere on Earth; each due day is then read in its owner's zone.
  const until = now.toZonedDateTimeISO('Pacific/Kiritimati').toPlainDate().add({ days: soonDays })
  const undecided = await read.digests.undecided(organisations)
  const due = await read.digests.due(scope, until)
  const keepsRecord = actor.seats.some(({ role }) => role === 'secretariat')
  const ownerLeft = await read.digests.ownerLeft(keepsRecord ? 'all' : groups)
  const news = await read.digests.news(scope, window)
  const zone = digest?.set?.zone ?? (await read.consortium.person(actor.person))?.zone
  const followed = await followedIn(window, actor, read, now)
  // What is followed is told once, with all that moved of it.
  const isFollowed = new Set(followed.map(({ subject }) => subject.id as string))
  const moved = news.moved.filter(({ commitment }) => !isFollowed.has(commitment.id))
  return {
    contents: contentsOf(actor, { undecided, due, ownerLeft, news: { ...news, moved } }, now),
    followed,
    window,
    now,
    zone: zone ?? 'UTC',
    keepsRecord,
    asks: ({ commitment }) => asksAbout(actor, 'update', commitment),
    votes: ({ missing }) => missing.some(({ id }) => signingRole(actor, id) !== undefined),
  }
}
