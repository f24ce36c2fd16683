/** A figure as a picture: vega-lite lays it out, resvg draws it, with the one font that it is given, the same on every machine. */
import { fileURLToPath } from 'node:url'
import { type Figure, figureToPlain } from '#src/view/figure.ts'
import { figureToSpec } from './spec.ts'

export type Picture = { bytes: Uint8Array; width: number; height: number; alt: string }

/** Teams shows no picture that is larger than 1024 by 1024 pixels or 1 MB. Source: Microsoft Learn, "Types of cards", images. */
const mostPixels = 1_000

const fonts = new URL('ttf/', import.meta.resolve('dejavu-fonts-ttf/package.json'))

/** The same figure always gives the same bytes. */
export async function figureToPng(figure: Figure): Promise<Picture> {
  // Half a second of loading that a start need not wait for.
  const [{ compile }, vega, { Resvg }] = await Promise.all([
    import('vega-lite'),
    import('vega'),
    import('@resvg/resvg-js'),
  ])
  const view = new vega.View(vega.parse(compile(figureToSpec(figure)).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  const font = {
    fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => fileURLToPath(new URL(name, fonts))),
    loadSystemFonts: false,
    defaultFontFamily: 'DejaVu Sans',
  }
  const drawn = new Resvg(svg, { font })
  const mode = drawn.width >= drawn.height ? 'width' : 'height'
  const image = new Resvg(svg, { font, background: 'white', fitTo: { mode, value: mostPixels } }).render()
  return { bytes: image.asPng(), width: image.width, height: image.height, alt: figureToPlain(figure) }
}
