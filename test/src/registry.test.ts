import { expect, test } from 'vitest'
import { accessTable, shownTable } from '#manifest/access.ts'
import { helpLines, useCases } from '#src/registry.ts'

test('the README shows who may carry out each use case: npm run readme', async () => {
  expect(await shownTable()).toBe(accessTable())
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
