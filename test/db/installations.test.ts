import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealOf } from '#db/seal.ts'
import { Unopened } from '#src/store.ts'
import { createWorkspaces } from '#src/workspaces.ts'
import { onEachDatabase } from '#test/support/database.ts'

const newKey = () => randomBytes(32).toString('base64')
const access = (token: string) => ({ token, botUser: 'UBOT', scopes: ['chat:write', 'users:read'] })
const never = Temporal.Instant.from('2000-01-01T00:00:00Z')
const always = Temporal.Instant.from('2100-01-01T00:00:00Z')

onEachDatabase('installations', (on) => {
  const [first, second] = [newKey(), newKey()]
  const by = (...keys: string[]) => on().database.installations(keys)

  async function install(workspace: string, token: string, key = first) {
    const store = by(key)
    await store.tickets.keep(`ticket-${workspace}`, { hours: 24 })
    expect(await store.install('slack', workspace, access(token), `ticket-${workspace}`)).toBe(true)
    return store
  }

  test('keep a token that opens for its workspace alone', async () => {
    const store = await install('T1', 'xoxb-one')
    await install('T2', 'xoxb-two')
    expect(await store.access('slack', 'T1')).toEqual({ in: true, access: access('xoxb-one') })
    expect(await store.access('slack', 'T9')).toEqual({ in: false, access: null })
    await on().owner.query(
      "update installation_tokens set sealed = (select sealed from installation_tokens where workspace = 'T1') where workspace = 'T2'",
    )
    await expect(store.access('slack', 'T2')).rejects.toBeInstanceOf(Unopened)
    await store.remove('slack', 'T2', null)
  })

  test('use a ticket once, and not past its time', async () => {
    const store = by(first)
    await store.tickets.keep('once', { hours: 24 })
    expect(await store.tickets.isOpen('once')).toBe(true)
    const both = [
      store.install('slack', 'T3', access('xoxb-a'), 'once'),
      store.install('slack', 'T4', access('xoxb-b'), 'once'),
    ]
    expect((await Promise.all(both)).toSorted()).toEqual([false, true])
    expect(await store.tickets.isOpen('once')).toBe(false)
    await store.tickets.keep('late', { minutes: 10 })
    await on().owner.query(
      "update install_tickets set expires_at = now() - interval '1 second' where ticket_hash = 'late'",
    )
    expect(await store.tickets.isOpen('late')).toBe(false)
    expect(await store.install('slack', 'T5', access('xoxb-c'), 'late')).toBe(false)
    expect((await store.access('slack', 'T5')).in).toBe(false)
    await store.remove('slack', 'T3', null)
    await store.remove('slack', 'T4', null)
  })

  test('are removed once, whatever is heard of it again, and not by news from before the present token', async () => {
    const store = await install('T6', 'xoxb-six')
    expect(await store.remove('slack', 'T6', never)).toBeUndefined()
    expect((await store.access('slack', 'T6')).access).not.toBeNull()
    const removal = await store.remove('slack', 'T6', always)
    expect(await store.access('slack', 'T6')).toEqual({ in: false, access: null })
    expect(await store.remove('slack', 'T6', null)).toEqual(removal)
    expect(await store.allow('slack', 'T6')).toBe(true)
    expect(await store.allow('slack', 'T6')).toBe(false)
    expect(await store.access('slack', 'T6')).toEqual({ in: true, access: null })
    expect(await store.remove('slack', 'T0NEVER', null)).toBeUndefined()
  })

  test('are sealed anew by a new key, as often as it is asked, and open by either meanwhile', async () => {
    await install('T7', 'xoxb-seven')
    const both = by(second, first)
    expect((await both.access('slack', 'T7')).access?.token).toBe('xoxb-seven')
    const kept = (await both.list()).filter(({ installedAt }) => installedAt !== null).length
    expect(await both.reseal()).toEqual({ resealed: kept, already: 0 })
    expect(await both.reseal()).toEqual({ resealed: 0, already: kept })
    expect((await by(second).access('slack', 'T7')).access?.token).toBe('xoxb-seven')
    await expect(by(first).access('slack', 'T7')).rejects.toBeInstanceOf(Unopened)
  })

  test('are changed by the operator’s words, each with an answer that says what is next', async () => {
    const workspaces = (keys: string[], installs: boolean) =>
      createWorkspaces({
        ...{
          store: on().database.store,
          installations: by(...keys),
          publicUrl: 'https://plenary.example.org',
          installs,
        },
        newSecret: () => 'secret',
        revived: () => undefined,
        failed: () => 'reference',
      })
    const act = async (use: string, keys: string[], installs = true) => {
      const answer = await workspaces(keys, installs).act(use, {})
      return answer?.kind === 'form' ? undefined : answer
    }
    expect(await act('invite-workspace', [second], false)).toMatchObject({ kind: 'refused', code: 'no-oauth' })
    const invited = await act('invite-workspace', [second])
    expect(invited?.card.title).toBe('https://plenary.example.org/slack/install?ticket=secret')
    const hash = createHash('sha256').update('secret').digest('hex')
    expect(await by(second).tickets.isOpen(hash)).toBe(true)
    const unknown = await act('rotate-key', [newKey()])
    expect(unknown).toMatchObject({ kind: 'refused', code: 'key-unknown' })
    expect(unknown?.card.title).toContain(sealOf([second]).key)
    const kept = (await by(second).list()).filter(({ installedAt }) => installedAt !== null).length
    const third = newKey()
    expect((await act('rotate-key', [third, second]))?.card.title).toBe(
      `${kept} tokens are sealed by the present key now`,
    )
    expect((await act('rotate-key', [second, third]))?.card.title).toContain(`${kept} tokens`)
    expect(await workspaces([second], true).act('cast-ballot', {})).toBeUndefined()
  })

  test('stay as they are where one of them opens by neither key', async () => {
    await install('T8', 'xoxb-eight', newKey())
    const third = newKey()
    await expect(by(third, second).reseal()).rejects.toBeInstanceOf(Unopened)
    expect((await by(second).access('slack', 'T7')).access?.token).toBe('xoxb-seven')
  })
})
