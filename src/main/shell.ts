/** The operator's shell: it works on the database itself, or asks the server that holds it. */
import type { Logger } from 'pino'
import { runCli } from '#adapters/cli/run.ts'
import { sendOverSocket } from '#adapters/cli/socket.ts'
import { FolderInUse } from '#db/lock.ts'
import type { Config } from '../config.ts'
import type { Answer } from '../core/answer.ts'
import type { Intent } from '../core/intent.ts'
import type { Composed } from './compose.ts'
import { open, socketPath } from './open.ts'

/** The shell works on the database itself, or asks the server that holds the folder. */
export async function shell(argv: string[], config: Config, log: Logger): Promise<number> {
  let running: Composed | undefined
  const send = async (intent: Intent): Promise<Answer> => {
    if (intent.use === 'manifest') return manifests(intent.args, config)
    try {
      running ??= await open(config, config.publicUrl ?? 'http://127.0.0.1', log)
    } catch (error) {
      if (error instanceof FolderInUse) return sendOverSocket(socketPath(config), intent)
      throw error
    }
    return running.handle(intent)
  }
  try {
    return await shellOver(argv, send)
  } finally {
    await running?.stop()
    await running?.database.close()
  }
}

/** Says answers on standard output, refusals on standard error. */
export function shellOver(argv: string[], send: (intent: Intent) => Promise<Answer>): Promise<number> {
  const lines = {
    out: (line: string) => process.stdout.write(`${line}\n`),
    err: (line: string) => process.stderr.write(`${line}\n`),
  }
  return runCli(argv, lines, send)
}

/** Needs no database. What checks and zips them is large, and loaded for this alone. */
async function manifests(args: Record<string, string>, { publicUrl, teams }: Config): Promise<Answer> {
  const { packaged } = await import('#manifest/package.ts')
  return packaged(args, { publicUrl, teamsAppId: teams?.appId ?? null })
}
