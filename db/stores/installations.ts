/** Which workspaces are in, with the bot's tokens, sealed; and the tickets that let one in. Tables without row-level security. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Access, Standing } from '#src/core/installation.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Installations } from '#src/store.ts'
import type { Link, Tx } from '../link.ts'
import { chatAccounts, installations, installationTokens, participants, places } from '../schema/addresses.ts'
import { type Seal, sealOf } from '../seal.ts'
import { ticketsOver, useTicket } from './tickets.ts'

/** `keys` seal and open the tokens; the first seals. */
export function installationsOver(link: Link, keys: readonly string[]): Installations {
  const seal = sealOf(keys)
  return {
    find: (platform, workspace) =>
      link.once(async (tx) => {
        const [row] = await tx
          .select({ serviceUrl: installations.serviceUrl })
          .from(installations)
          .where(and(isOf(platform, workspace), isNull(installations.removedAt)))
        return row
      }),
    keepServiceUrl: (workspace, serviceUrl) =>
      link.bound(null, async (tx) => {
        await tx.update(installations).set({ serviceUrl }).where(isOf('teams', workspace))
      }),
    access: (platform, workspace) => link.once((tx) => access(tx, seal, platform, workspace)),
    list: () => link.once((tx) => lines(tx)),
    allow: (platform, workspace) => link.bound(null, (tx) => allow(tx, platform, workspace)),
    install: (platform, workspace, given, ticket) =>
      link.bound(null, async (tx, now) => {
        if (!(await useTicket(tx, ticket, now))) return false
        await allow(tx, platform, workspace)
        await keepToken(tx, seal, { platform, workspace, now }, given)
        return true
      }),
    remove: (platform, workspace, happened) =>
      link.bound(null, (tx, now) => remove(tx, { platform, workspace, now }, happened)),
    reseal: () => link.bound(null, (tx) => reseal(tx, seal)),
    tickets: ticketsOver(link),
  }
}

type Installed = { platform: ChatPlatform; workspace: string; now: Temporal.Instant }

function isOf(platform: ChatPlatform, workspace: string) {
  return and(eq(installations.platform, platform), eq(installations.workspace, workspace))
}

function isTokenOf(platform: ChatPlatform, workspace: string) {
  return and(eq(installationTokens.platform, platform), eq(installationTokens.workspace, workspace))
}

const hasToken = and(
  eq(installationTokens.platform, installations.platform),
  eq(installationTokens.workspace, installations.workspace),
)

async function access(tx: Tx, seal: Seal, platform: ChatPlatform, workspace: string): Promise<Standing> {
  const { sealed, key, botUser, scopes } = installationTokens
  const [row] = await tx
    .select({ token: { sealed, key, botUser, scopes } })
    .from(installations)
    .leftJoin(installationTokens, hasToken)
    .where(and(isOf(platform, workspace), isNull(installations.removedAt)))
  if (!row?.token) return { in: row !== undefined, access: null }
  const { token } = row
  const opened = seal.open(token, [platform, workspace])
  return { in: true, access: { token: opened, botUser: token.botUser, scopes: token.scopes.split(',') } }
}

function lines(tx: Tx) {
  return tx
    .select({
      platform: installations.platform,
      workspace: installations.workspace,
      removedAt: installations.removedAt,
      installedAt: installationTokens.installedAt,
    })
    .from(installations)
    .leftJoin(installationTokens, hasToken)
    .orderBy(asc(installations.platform), asc(installations.workspace))
}

/** Whether it was out before, or never in. */
async function allow(tx: Tx, platform: ChatPlatform, workspace: string): Promise<boolean> {
  const [before] = await tx
    .select({ removedAt: installations.removedAt })
    .from(installations)
    .where(isOf(platform, workspace))
  await tx
    .insert(installations)
    .values({ platform, workspace })
    .onConflictDoUpdate({ target: [installations.platform, installations.workspace], set: { removedAt: null } })
  return before === undefined || before.removedAt !== null
}

async function keepToken(tx: Tx, seal: Seal, { platform, workspace, now }: Installed, given: Access): Promise<void> {
  const { botUser, scopes, token } = given
  const set = { ...seal.seal(token, [platform, workspace]), botUser, scopes: scopes.join(','), installedAt: now }
  await tx
    .insert(installationTokens)
    .values({ platform, workspace, ...set })
    .onConflictDoUpdate({ target: [installationTokens.platform, installationTokens.workspace], set })
}

/** Word of a removal that comes after a new installation is old news. */
async function remove(tx: Tx, { platform, workspace, now }: Installed, happened: Temporal.Instant | null) {
  const [row] = await tx
    .select({ removedAt: installations.removedAt })
    .from(installations)
    .where(isOf(platform, workspace))
    .for('update')
  if (!row) return undefined
  const [token] = await tx
    .select({ installedAt: installationTokens.installedAt })
    .from(installationTokens)
    .where(isTokenOf(platform, workspace))
  if (happened && token && Temporal.Instant.compare(happened, token.installedAt) < 0) return undefined
  const removedAt = row.removedAt ?? now
  await tx.update(installations).set({ removedAt }).where(isOf(platform, workspace))
  await tx.delete(installationTokens).where(isTokenOf(platform, workspace))
  return { removedAt, consortia: await consortiaAt(tx, platform, workspace) }
}

/** Those with a place there, or whose people have an account there. */
async function consortiaAt(tx: Tx, platform: ChatPlatform, workspace: string): Promise<ConsortiumId[]> {
  const meeting = tx
    .select({ consortium: places.consortium })
    .from(places)
    .where(and(eq(places.platform, platform), eq(places.workspace, workspace)))
  const linked = tx
    .select({ consortium: participants.consortium })
    .from(chatAccounts)
    .innerJoin(participants, eq(participants.person, chatAccounts.person))
    .where(and(eq(chatAccounts.platform, platform), eq(chatAccounts.workspace, workspace)))
  const rows = [...(await meeting), ...(await linked)]
  return [...new Set(rows.map(({ consortium }) => consortium))].toSorted()
}

/** Every token by the present key: all of them or none. Throws {@link Unopened} where no key opens one. */
async function reseal(tx: Tx, seal: Seal): Promise<{ resealed: number; already: number }> {
  const rows = await tx.select().from(installationTokens).orderBy(asc(installationTokens.platform)).for('update')
  const old = rows.filter(({ key }) => key !== seal.key)
  for (const row of old) {
    const bound = [row.platform, row.workspace] as const
    await tx
      .update(installationTokens)
      .set(seal.seal(seal.open(row, bound), bound))
      .where(isTokenOf(...bound))
  }
  return { resealed: old.length, already: rows.length - old.length }
}
