/** Opening what the configuration names, for the server and for the shell. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { openDatabase } from '#db/connect.ts'
import type { Config } from '../config.ts'
import { type Intent, shellIntent } from '../core/intent.ts'
import { type Composed, compose } from './compose.ts'

export async function open(config: Config, publicUrl: string, log: Logger): Promise<Composed> {
  const keys = [await ensureSecretKey(config), ...(config.oldSecretKey === null ? [] : [config.oldSecretKey])]
  const own = { publicUrl, country: config.country, keys, installs: Boolean(config.slack?.oauth) }
  return compose(await openDatabase({ ...config.database, log }), own, log)
}

export function operatorIntent(use: string): Intent {
  return shellIntent({ account: 'operator', use, args: {}, key: randomUUID() })
}

export function socketPath(config: Config): string {
  return join(config.dataDir, 'plenary.sock')
}

/** Where the environment gives none, a key is made in the data folder on the first start and kept. */
async function ensureSecretKey(config: Config): Promise<string> {
  if (config.secretKey !== null) return config.secretKey
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const path = join(config.dataDir, 'secret-key')
  const key = randomBytes(32).toString('base64')
  await writeFile(path, `${key}\n`, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(path, 'utf8')).trim()
}
