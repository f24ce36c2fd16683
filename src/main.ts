/** Main: the composition root. `npm start` serves; `npm run plenary -- …` is the operator's shell. Nothing else in src but its parts in `main/` reaches outward. */
import './runtime.ts'
import { pino } from 'pino'
import { SocketProblem } from '#adapters/cli/socket.ts'
import { ListenProblem } from '#adapters/http.ts'
import { FolderInUse } from '#db/lock.ts'
import { ConfigProblem, readConfig } from './config.ts'

async function main(argv: string[]): Promise<void> {
  // It reads what can be read, and says what can’t.
  if (argv[0] === 'plenary' && argv[1] === 'doctor') return doctor(argv.slice(1))
  const config = readConfig()
  // Standard output is for people; the log goes to standard error.
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  // Loading is most of a start: each way loads its own alone.
  if (argv[0] === 'plenary') {
    const { shell } = await import('./main/shell.ts')
    process.exitCode = await shell(argv.slice(1), config, log)
    return
  }
  const { serve } = await import('./main/serve.ts')
  await serve(config, log)
}

async function doctor(argv: string[]): Promise<void> {
  const log = pino({ level: 'silent' })
  const [{ shellOver }, { examineFromShell }] = await Promise.all([
    import('./main/shell.ts'),
    import('./main/examine.ts'),
  ])
  process.exitCode = await shellOver(argv, () => examineFromShell(log))
}

/** What the operator can mend is told in one line. */
if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    const mendable = [ConfigProblem, ListenProblem, FolderInUse, SocketProblem].some((kind) => error instanceof kind)
    process.stderr.write(
      `${mendable && error instanceof Error ? error.message : error instanceof Error ? error.stack : error}\n`,
    )
    process.exit(1)
  })
}
