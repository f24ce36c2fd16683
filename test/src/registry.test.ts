import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { useCases } from '#src/registry.ts'

/** Use case, what it does, who may: as the README shows it. */
function table(): string {
  const rows = useCases.map(({ name, says, may }) => `| \`${name}\` | ${says} | ${may.says} |`)
  return ['| use case | what it does | who may |', '| --- | --- | --- |', ...rows].join('\n')
}

test('the README shows who may carry out each use case', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const shown = /<!-- use cases[^>]*-->\n([\s\S]*?)\n?<!-- \/use cases -->/.exec(readme)?.[1]
  expect(shown).toBe(table())
})

test('no two use cases bear one name', () => {
  const names = useCases.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('everything that can be typed has a line of help, a usage and examples that it reads itself', () => {
  for (const { typed, says } of useCases) {
    if (!typed) continue
    expect(says).not.toBe('')
    for (const example of typed.examples) expect(example.startsWith(typed.word)).toBe(true)
    const own = typed.examples.filter((example) => typed.read(example.slice(typed.word.length).trim()) !== undefined)
    expect(own).not.toEqual([])
  }
})
