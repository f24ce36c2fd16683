/** Somebody who has the application role and none of our code: plain SQL, each statement in a transaction of its own that is rolled back. */
import postgres from 'postgres'
import type { Opened } from '#test/support/database.ts'

/** The rows that came, or the SQLSTATE and the words of the refusal. */
export type Outcome = { rows: Record<string, unknown>[] } | { refused: string; says: string }

export type Outsider = {
  /** With the consortium's setting, or (null) with none at all. */
  run(setting: string | null, text: string, params?: string[]): Promise<Outcome>
  close(): Promise<void>
}

/** On a server it logs in as the application role; the embedded database has no logins, and each transaction takes the role on. */
export function outsiderOn({ addresses, owner }: Opened): Outsider {
  return addresses ? overLogin(addresses.appUrl) : takingTheRole(owner)
}

function overLogin(url: string): Outsider {
  const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false })
  const query = (text: string, params: string[] = []) => sql.unsafe<Record<string, unknown>[]>(text, params)
  return { run: (setting, text, params) => attempt(query, [], setting, text, params), close: () => sql.end() }
}

function takingTheRole({ query }: Opened['owner']): Outsider {
  const run = (text: string, params?: string[]) => query<Record<string, unknown>>(text, params)
  return {
    run: (setting, text, params) => attempt(run, ['set local role plenary_app'], setting, text, params),
    close: async () => {},
  }
}

async function attempt(
  query: (text: string, params?: string[]) => PromiseLike<Record<string, unknown>[]>,
  first: string[],
  setting: string | null,
  text: string,
  params: string[] = [],
): Promise<Outcome> {
  await query('begin')
  try {
    for (const statement of first) await query(statement)
    if (setting !== null) await query(`select set_config('plenary.consortium', $1, true)`, [setting])
    return { rows: [...(await query(text, params))] }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return { refused: code ?? 'no code', says: message }
  } finally {
    await query('rollback')
  }
}
