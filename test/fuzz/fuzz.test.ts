import { expect, test } from 'vitest'
import { useCases } from '#src/registry.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { ways } from './attempt.ts'
import { known } from './known.ts'
import { fuzz } from './run.ts'

test.each(useCases.map((one) => [one.name, one] as const))('every argument of %s is among those tried', (_, one) => {
  const read = new Set<string>()
  const get = (_: object, name: string | symbol) => void (typeof name === 'string' && read.add(name))
  one.prepare(new Proxy<Record<string, string>>({}, { get }))
  expect([...read].filter((name) => !Object.hasOwn(known, name))).toEqual([])
})

onEachDatabase('Changed, forged and broken requests', (on) => {
  test('are answered without a fault; nothing unsigned gets in, nobody acts as another, and the log tells nothing', {
    timeout: 120_000,
  }, async () => {
    // Others on each database: a thousand in all.
    const seed = on().addresses ? 20_261_126 : 20_261_127
    const report = await fuzz(on().database, on().owner, { seed, requests: 500 })
    expect(report.findings).toEqual([])
    expect(new Set(report.counts.map(({ way }) => way))).toEqual(new Set(ways))
    expect(report.heard).toBeGreaterThan(40)
    expect(report.entries).toBeGreaterThan(0)
  })
})
