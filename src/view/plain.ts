/** The text twin: every card as plain lines, for notifications, screen readers and the shell. */
import { assertNever } from '#src/core/assert.ts'
import { momentInFull } from '#src/core/dates.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import type { Action, Block, Card, Span, Text } from './card.ts'

export function spanToPlain(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('link' in span) return `${span.link} (${span.url})`
  if ('person' in span) return span.person
  return momentInFull(Temporal.Instant.from(span.moment), span.zone)
}

export function textToPlain(text: Text): string {
  return text.map(spanToPlain).join('')
}

function blockToPlain(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return textToPlain(block.text)
    case 'facts':
      return block.facts.map((fact) => `${fact.label}: ${textToPlain(fact.value)}`).join('\n')
    case 'list':
      return block.items.map((item) => `- ${textToPlain(item)}`).join('\n')
    case 'tally':
      return block.rows.map((row) => `${row.label}: ${row.count} of ${block.of}${namesIn(row.by)}`).join('\n')
    case 'progress':
      return block.rows
        .map(({ label, step, says }) => `${label}: ${step === null ? '' : `${step} of 4, `}${says}`)
        .join('\n')
    case 'buttons':
      return buttonsToPlain(block.actions)
    case 'divider':
      return ''
    case 'image':
      return block.alt
    default:
      return assertNever(block)
  }
}

/** ` (Japan, France)`, or nothing. */
function namesIn(names: string[]): string {
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}

/** Four cells, `▓▓▓░`; a dot where nobody has said anything yet. */
export function stepToCells(step: number | null): string {
  return step === null ? '·' : '▓'.repeat(step) + '░'.repeat(4 - step)
}

/** The whole card: label first, then title, blocks and what can be done. */
export function cardToPlain(card: Card): string {
  const head = card.label ? [card.label] : []
  const lines = [...head, card.title, ...card.blocks.map(blockToPlain), buttonsToPlain(card.actions)]
  return lines.filter((line) => line !== '').join('\n')
}

function buttonsToPlain(actions: Action[]): string {
  return actions.map((action) => `[${action.label}]${'url' in action ? `(${action.url})` : ''}`).join(' ')
}

const reference = /^[A-Z]{1,2}-\d[\d.]*(?= |$)/

/** One line for notifications and logs; above TLP:GREEN the label and the reference, where the title begins with one, only. */
export function cardToNotice(card: Card): string {
  if (card.label && isAboveGreen(card.label)) return [card.label, ...(reference.exec(card.title) ?? [])].join(' ')
  return card.label ? `${card.label} ${card.title}` : card.title
}
