import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { helpLines, useCases } from '#src/registry.ts'

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

test.each(helpLines())('$typed.usage is explained by two examples that it reads itself', ({ says, typed }) => {
  expect(says).not.toBe('')
  expect(typed.usage.split(' ', 1)).toEqual([typed.word])
  expect(typed.examples.length).toBeGreaterThanOrEqual(typed.usage === typed.word ? 1 : 2)
  for (const example of typed.examples) {
    expect(example.split(' ', 1)).toEqual([typed.word])
    expect(typed.read(example.slice(typed.word.length).trim()), example).toBeDefined()
  }
})
