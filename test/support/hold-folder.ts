/** A second process: takes the folder, says so or why not, and holds it until its input ends. */
import { lockFolder } from '#db/lock.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('name a folder')
try {
  await lockFolder(folder)
  process.stdout.write('held\n')
  process.stdin.resume().once('end', () => process.exit(0))
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
