/** A figure as a picture: the same bytes each time, small enough for every platform, and with every number in its words. */
import { createHash } from 'node:crypto'
import { assert, asyncProperty, constantFrom, integer, record, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figureToPng } from '#adapters/files/chart/picture.ts'
import { Figure, figureToPlain, mostColumns } from '#src/view/figure.ts'

const figure = Figure.parse({
  kind: 'over-time',
  title: 'Progress of Evaluation',
  label: 'TLP:GREEN',
  of: 'recommendations',
  asOf: '26 Nov 2026',
  columns: ['1 Oct', '26 Nov'],
  panels: [
    {
      name: 'Reported',
      parts: [
        { name: 'complete', shade: 4, counts: [0, 2] },
        { name: 'not started', shade: 1, counts: [1, 3] },
        { name: 'nobody yet', shade: 'unsaid', counts: [4, 0] },
      ],
    },
  ],
})

/** Width and height stand in the header of a PNG. Source: W3C, PNG (third edition), 11.2.1 */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('a picture', () => {
  test('is the same bytes each time, and others where a number, a word or the label differs', async () => {
    const changed = (over: Partial<Figure>) => figureToPng({ ...figure, ...over })
    const pictures = await Promise.all([
      figureToPng(figure),
      changed({ title: 'Progress of Evaluatiom' }),
      changed({ label: 'TLP:RED' }),
      changed({ columns: ['1 Oct', '27 Nov'] }),
      changed({ kind: 'compared' }),
    ])
    expect(hashOf((await figureToPng(figure)).bytes)).toBe(hashOf(pictures[0].bytes))
    expect(new Set(pictures.map(({ bytes }) => hashOf(bytes))).size).toBe(pictures.length)
  })

  test('of any figure keeps within what Teams shows: 1024 by 1024 pixels and 1 MB', async () => {
    const shapes = record({
      kind: constantFrom('over-time' as const, 'compared' as const),
      columns: integer({ min: 1, max: mostColumns.compared }),
      panels: integer({ min: 1, max: 3 }),
      title: string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
      most: constantFrom(0, 1, 40, 100_000),
    })
    const property = asyncProperty(shapes, async ({ kind, columns, panels, title, most }) => {
      const names = Array.from({ length: Math.min(columns, mostColumns[kind]) }, (_, nth) => `R-${nth}.${nth}`)
      const drawn = await figureToPng(drawable({ kind, names, panels, title, most }))
      const { width, height } = sizeOf(drawn.bytes)
      expect([width, height]).toEqual([drawn.width, drawn.height])
      expect(Math.max(width, height)).toBe(1_000)
      expect(drawn.bytes.length).toBeLessThan(1_000_000)
    })
    await assert(property, { numRuns: 25 })
  }, 60_000)

  test.each(['<script>alert(1)</script>', "'); throw 1; ('", 'datum.x', '{"signal":"1"}', 'valueOf'])(
    'draws what somebody wrote as it stands: %s',
    async (words) => {
      const [part, ...parts] = figure.panels[0]?.parts ?? []
      const panels = [{ name: words, parts: [...(part ? [{ ...part, name: words }] : []), ...parts] }]
      const drawn = await figureToPng(Figure.parse({ ...figure, title: words, columns: [words, 'b'], panels }))
      expect(drawn.alt).toContain(words)
      expect(sizeOf(drawn.bytes).width).toBeGreaterThan(0)
    },
  )
})

describe('its words', () => {
  test('tell label, title, date and every number', () => {
    expect(figureToPlain(figure)).toBe(
      'TLP:GREEN Progress of Evaluation. Number of recommendations, as of 26 Nov 2026. ' +
        'Reported. 1 Oct: 1 not started, 4 nobody yet; 26 Nov: 2 complete, 3 not started.',
    )
  })

  test('say none where a bar has no part', () => {
    const panels = [{ name: 'Found', parts: [{ name: 'complete', shade: 4 as const, counts: [0, 1] }] }]
    expect(figureToPlain({ ...figure, panels })).toContain('Found. 1 Oct: none; 26 Nov: 1 complete.')
  })
})

describe('a figure is refused', () => {
  test.each([
    [
      'with more days than a phone shows',
      { columns: Array.from({ length: 9 }, (_, nth) => `${nth} Oct`), panels: [{ name: 'A', parts: [] }] },
    ],
    ['with a count too few', { columns: ['1 Oct', '2 Oct', '3 Oct'] }],
    ['with two columns of one name', { columns: ['1 Oct', '1 Oct'] }],
    ['with no column', { columns: [] }],
  ])('%s', (_, over) => {
    expect(Figure.safeParse({ ...figure, ...over }).success).toBe(false)
  })
})

function drawable(shape: {
  kind: Figure['kind']
  names: string[]
  panels: number
  title: string
  most: number
}): Figure {
  const { kind, names, panels, title, most } = shape
  const words = ['complete', 'substantial', 'limited', 'not started', 'no evidence', 'nobody yet']
  const parts = words.map((name, nth) => ({
    name,
    shade: nth === 5 ? ('unsaid' as const) : 4 - nth,
    counts: names.map((_, at) => (at * 7 + nth) % (most + 1)),
  }))
  const all = Array.from({ length: panels }, (_, nth) => ({ name: `Panel ${nth}`, parts }))
  return Figure.parse({ ...figure, kind, title, columns: names, panels: all })
}
