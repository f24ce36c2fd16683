/**
 * Workspaces: which Slack workspaces and Teams tenants are in. The operator at the shell says so, and the platforms tell of what happened
 * to them; both stand outside every consortium, so that these are no use cases of one.
 */
import { z } from 'zod'
import { refused } from './answers.ts'
import { removedCard, ticketCard, workspacesCard } from './consortium/workspace-views.ts'
import { type Answer, said } from './core/answer.ts'
import { sha256 } from './core/hash.ts'
import type { ConsortiumId } from './core/id.ts'
import { ChatPlatform, platformNames } from './core/intent.ts'
import { refuse } from './core/refusal.ts'
import { once } from './once.ts'
import { type Installations, type Store, Unavailable, Unopened } from './store.ts'
import { card, text } from './view/build.ts'

export type Workspaces = {
  /** Carries out what the operator asks; undefined where it is none of these. Never throws. */
  act(use: string, args: Record<string, string>): Promise<Answer> | undefined
  /** The bot was put out of a workspace: its token goes, and the secretariats of those who met there are told once. Throws what the store throws. */
  removed(platform: ChatPlatform, workspace: string, happened: Temporal.Instant | null): Promise<boolean>
}

export type WorkspacesOptions = {
  store: Store
  installations: Installations
  /** 32 random bytes in base64url. */
  newSecret: () => string
  publicUrl: string
  /** Whether Slack workspaces can be installed by OAuth here. */
  installs: boolean
  /** Told when a workspace is in that was not. */
  revived: () => void
  /** Records a bug, and returns the reference under which the operator finds it. */
  failed: (error: unknown, use: string) => string
}

const Where = z.object({ platform: ChatPlatform, workspace: z.string().trim().min(1) })
const ticketHours = 24

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { installations, store } = options
  const removed: Workspaces['removed'] = async (platform, workspace, happened) => {
    const removal = await installations.remove(platform, workspace, happened)
    if (!removal) return false
    for (const consortium of removal.consortia)
      await tellSecretariat(consortium, { platform, workspace, removal }, store)
    return true
  }
  const acts: Record<string, (args: Record<string, string>) => Promise<Answer>> = {
    'invite-workspace': () => invite(options),
    'list-workspaces': async () => said(workspacesCard(await installations.list())),
    'allow-workspace': withPlace(async ({ platform, workspace }) => {
      const isNew = await installations.allow(platform, workspace)
      if (isNew) options.revived()
      const named = `${platformNames[platform]} workspace ${workspace}`
      return said(card(isNew ? `${named} is in` : `${named} was in before`, text(next[platform])))
    }),
    'remove-workspace': withPlace(async ({ platform, workspace }) => {
      if (!(await removed(platform, workspace, null))) return refused(refuse('workspace-not-in', { workspace }))
      return said(
        card(`${platformNames[platform]} workspace ${workspace} is out`, text('Nothing goes there any more.')),
      )
    }),
    'rotate-key': () => rotate(installations),
  }
  return {
    removed,
    act(use, args) {
      const act = Object.hasOwn(acts, use) ? acts[use] : undefined
      return act?.(args).catch((error: unknown) => {
        if (error instanceof Unavailable) return refused(refuse('unavailable', {}))
        return refused(refuse('fault', { reference: options.failed(error, use) }))
      })
    },
  }
}

const next: Record<ChatPlatform, string> = {
  slack: 'The bot speaks there once it has a token: by an install link (workspace invite), or by SLACK_BOT_TOKEN.',
  teams: 'Once the app is in that tenant, the bot answers there.',
}

function withPlace(act: (where: z.infer<typeof Where>) => Promise<Answer>) {
  return async (args: Record<string, string>): Promise<Answer> => {
    const where = Where.safeParse(args)
    return where.success
      ? act(where.data)
      : refused(refuse('wrong-args', { problems: 'give --platform slack or teams, and --workspace' }))
  }
}

async function invite({ installations, newSecret, publicUrl, installs }: WorkspacesOptions): Promise<Answer> {
  if (!installs) return refused(refuse('no-oauth', {}))
  const ticket = newSecret()
  await installations.tickets.keep(await sha256(ticket), { hours: ticketHours })
  return said(ticketCard(`${publicUrl}/slack/install?ticket=${ticket}`, ticketHours))
}

async function rotate(installations: Installations): Promise<Answer> {
  try {
    const { resealed, already } = await installations.reseal()
    const before = already === 0 ? '' : ` ${already} had it before.`
    return said(
      card(
        `${resealed} ${resealed === 1 ? 'token is' : 'tokens are'} sealed by the present key now`,
        text(`Every token has it.${before} PLENARY_SECRET_KEY_OLD is not needed any more.`),
      ),
    )
  } catch (error) {
    if (error instanceof Unopened) return refused(refuse('key-unknown', { key: error.key }))
    throw error
  }
}

type Told = { platform: ChatPlatform; workspace: string; removal: { removedAt: Temporal.Instant } }

/** Once for each removal, however often the platform tells of it. */
async function tellSecretariat(consortium: ConsortiumId, told: Told, store: Store): Promise<void> {
  const { platform, workspace, removal } = told
  await once(store, consortium, async (unit) => {
    const there = (await unit.read.consortium.places()).filter(
      (place) => place.platform === platform && place.workspace === workspace,
    )
    const drawn = removedCard({ platform, workspace, places: there.map(({ name }) => name) })
    const secretariat = await unit.read.consortium.secretariat()
    await unit.enqueue(secretariat.map(({ id }) => ({ kind: 'tell', person: id, card: drawn })))
    await unit.keep(`removed:${platform}:${workspace}:${removal.removedAt}`, said(drawn))
  })
}
