/** What Word documents look like: their styles, and the line with the label at the head and foot of every page. */
import { AlignmentType, Paragraph, TabStopType, TextRun } from 'docx'
import type { Tlp } from '#src/core/tlp.ts'

export const grey = '595959'

export function plain(words: string): TextRun {
  return new TextRun({ text: words, size: 16, color: grey })
}

/** The label stands on the right, in 12 points, in its colour on black. Source: https://www.first.org/tlp/ */
export function line(words: TextRun[], label: Tlp, width: number): Paragraph {
  const marked = new TextRun({
    text: `\u00a0${label}\u00a0`,
    bold: true,
    size: 24,
    color: colours[label],
    shading: { type: 'clear', fill: '000000' },
  })
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [...words, new TextRun('\t'), marked],
  })
}

const colours: Record<Tlp, string> = {
  'TLP:CLEAR': 'FFFFFF',
  'TLP:GREEN': '33FF00',
  'TLP:AMBER': 'FFC000',
  'TLP:AMBER+STRICT': 'FFC000',
  'TLP:RED': 'FF2B2B',
}

/** Arial, or what is as wide as it, is on every machine. */
const font = 'Arial'
const heading = (size: number, before: number) => ({
  run: { font, size, bold: true, color: '1F3864' },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
})
export const styles = {
  default: {
    document: { run: { font, size: 20, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 100 } } },
    title: {
      run: { font, size: 44, bold: true, color: '1F3864' },
      paragraph: { alignment: AlignmentType.LEFT, spacing: { before: 240, after: 240 } },
    },
    heading1: heading(32, 360),
    heading2: heading(26, 280),
    heading3: heading(22, 200),
  },
}
