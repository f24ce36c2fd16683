import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { argsOf, ScopeInput, scopeIn } from '#src/boards/board.ts'
import { BoardId } from '#src/core/id.ts'

// What people type after `track`: README, "What people can type"; domain.md 4 (working groups, themes, owners, jurisdictions).
describe('what is typed after track', () => {
  test.each([
    ['', {}],
    ['   ', {}],
    ['Evaluation', { group: 'Evaluation' }],
    ['  Evaluation  ', { group: 'Evaluation' }],
    ['all', { group: 'all' }],
    ['Committee 2', { group: 'Committee 2' }],
    ['theme talent', { theme: 'talent' }],
    ['THEME data sharing', { theme: 'data sharing' }],
    ['owner japan', { owner: 'japan' }],
    ['country  jp ', { country: 'jp' }],
    ['country Côte d’Ivoire', { country: 'Côte d’Ivoire' }],
    // A group may be called so; its name alone is no theme.
    ['theme', { group: 'theme' }],
    ['Themes', { group: 'Themes' }],
    ['owners japan', { group: 'owners japan' }],
  ])('%j names %j', (rest, named) => {
    expect(scopeIn(rest)).toEqual(named)
  })
})

describe('a name', () => {
  const Scope = z.object(ScopeInput)

  test('is taken up to 100 characters, on one line', () => {
    expect(Scope.parse({ theme: 'x'.repeat(100) })).toEqual({ theme: 'x'.repeat(100) })
    expect(Scope.parse({ theme: '  data\n sharing ' })).toEqual({ theme: 'data sharing' })
    expect(Scope.parse({ theme: ' ' }).theme).toBeUndefined()
  })

  test.each(['group', 'theme', 'owner', 'country'])('of a %s that is longer is refused where it stands', (field) => {
    const { error } = Scope.safeParse({ [field]: 'x'.repeat(101) })
    expect(error?.issues).toMatchObject([{ path: [field], message: 'Write at most 100 characters.' }])
  })

  test('of a theme, whatever it is, names a board that names it again', () => {
    const anything = fc
      .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 110 })
      .map((points) => String.fromCodePoint(...points))
    fc.assert(
      fc.property(anything, (typed) => {
        const theme = Scope.safeParse({ theme: typed }).data?.theme
        fc.pre(theme !== undefined)
        expect(argsOf(BoardId.parse(`theme_${theme}`))).toEqual({ theme })
      }),
    )
  })
})

test.each([
  ['all', { group: 'all' }],
  ['wg_evaluation', { group: 'wg_evaluation' }],
  ['org_japan', { owner: 'org_japan' }],
  ['country_JP', { country: 'JP' }],
  ['theme_wg_talent', { theme: 'wg_talent' }],
])('the board %s is named again by %j', (board, named) => {
  expect(argsOf(BoardId.parse(board))).toEqual(named)
})
