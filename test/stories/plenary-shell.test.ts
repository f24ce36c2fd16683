import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '#adapters/cli/run.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** The operator's shell on the demonstration, with one commitment. */
onEachDatabase('At the shell, plenaries', (on) => {
  let product: Product
  let folder: string
  beforeAll(async () => {
    product = await startProduct(on().database)
    folder = await mkdtemp(join(tmpdir(), 'plenary-shell-'))
    const { teams, slack, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, places.teams, 'commit Publish our evaluation results by 2099-03-01 for R-4.2')
    await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Publish'), 'Commit Japan')
    await slack.shows(places.slack, 'C-1 Publish our evaluation results')
  })
  afterAll(async () => {
    await product.close()
    await rm(folder, { recursive: true })
  })

  async function plenary(...argv: string[]) {
    const [out, err] = [[] as string[], [] as string[]]
    const lines = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
    const code = await runCli(argv, lines, (intent) => product.composed.handle(intent))
    return { code, out: out.join('\n'), err: err.join('\n') }
  }

  test('are none at first', async () => {
    const { code, out } = await plenary('plenary', 'list')
    expect(code).toBe(0)
    expect(out).toContain('No plenary')
  })

  test('have a report before any was held: a Word document and a workbook, for this user alone', async () => {
    const reports = join(folder, 'first')
    const { code, out, err } = await plenary('report', 'plenary', '--out', reports)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const names = (await readdir(reports)).sort()
    expect(names.map((name) => name.split('.').at(-1))).toEqual(['docx', 'xlsx'])
    for (const name of names) {
      expect(out).toContain(join(reports, name))
      // Both are zips.
      expect((await readFile(join(reports, name))).subarray(0, 2).toString()).toBe('PK')
    }
  })

  test('are held by the operator’s word, once, and listed', async () => {
    const held = await plenary('plenary', 'held', '--day', '2026-01-15')
    expect({ code: held.code, err: held.err }).toEqual({ code: 0, err: '' })
    expect(held.out).toContain('15 January 2026')
    const again = await plenary('plenary', 'held', '--day', '2026-01-15')
    expect(again.code).toBe(1)
    expect(again.err).toContain('15 January 2026')
    expect((await plenary('plenary', 'list')).out).toContain('15 January 2026')
  })

  test('are where the next report begins', async () => {
    const { code, out } = await plenary('report', 'plenary', '--out', join(folder, 'second'))
    expect(code).toBe(0)
    expect(out).toContain('what changed since the beginning of Friday 16 January 2026 (Paris)')
    const other = await plenary('report', 'plenary', '--out', join(folder, 'third'), '--since', '2025-05-01')
    expect(other.out).toContain('1 May 2025')
    expect(other.out).not.toContain('January 2026')
  })

  test.each([
    [['report', 'plenary', '--since', '31 Febuary'], '“31 Febuary” is not a date I can read.'],
    [['report', 'plenary', '--day', '2099-01-01'], 'is still to come. Name a day up to today.'],
    [['report', 'plenary', '--day', '2026-01-01', '--since', '2026-02-01'], 'is not before'],
  ])('have no report of what cannot be: %j', async (argv, says) => {
    const reports = join(folder, 'none')
    const { code, err } = await plenary(...argv, '--out', reports)
    expect(code).toBe(1)
    expect(err).toContain(says)
    await expect(readdir(reports)).rejects.toThrow('ENOENT')
  })

  test.each([
    ['2099-01-01', 'is still to come. Name a day up to today.'],
    ['4/12', 'can be'],
  ])('are not held on %s', async (day, says) => {
    const before = (await plenary('plenary', 'list')).out
    const { code, err } = await plenary('plenary', 'held', '--day', day)
    expect(code).toBe(1)
    expect(err).toContain(says)
    expect((await plenary('plenary', 'list')).out).toBe(before)
  })
})
