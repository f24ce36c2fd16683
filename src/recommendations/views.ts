/** What an import does, or would do, as the person who asked for it reads it. */
import { type RowResult, Shown } from '#src/bulk/import.ts'
import type { ImportRead } from '#src/bulk/store.ts'
import { changesText, continueCard, importedCard, progressCard } from '#src/bulk/views.ts'
import { assertNever } from '#src/core/assert.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import { button } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import { inShort } from '#src/view/phrases.ts'
import type { Reason, Report } from './decide.ts'
import { recommendationReference } from './recommendation.ts'

/** A file travels further than a chat: of what is TLP:RED it names the columns that change, and no word. */
export function shownOf(name: string, report: Report, label: Tlp, where: 'card' | 'file'): Shown {
  const labels = report.changed.map((line) => line.label)
  const counts = report.counted === 'entry' ? ('entry' as const) : undefined
  return {
    name,
    results: resultsOf(report, where),
    ...(counts && { counts }),
    also: [...catalogueLine(report), ...findingsLines(report)],
    label: strictest([label, ...labels.filter((one) => where === 'card' || one !== 'TLP:RED')]) ?? label,
  }
}

/** An import that goes on, or what became of it. */
export function catalogueCard({ id, name, done, total, state, report, person }: ImportRead): Card {
  const shown = Shown.parse(JSON.parse(report))
  if (state === 'done') return importedCard(shown, showAll())
  const progress = { table: 'recommendations', name, done, total, results: shown.results }
  if (person === null && state === 'running') return continueCard(progress, id, 'continue-catalogue')
  return progressCard(progress, state)
}

export function showAll(): Action {
  return button('Show recommendations', 'show-recommendations', {})
}

function resultsOf({ counted, added, changed, unchanged, refused }: Report, where: 'card' | 'file'): RowResult[] {
  return [
    ...added.map(({ row, code }) => ({ row, became: 'added' as const, what: recommendationReference({ code }) })),
    ...changed.map(({ row, code, label, changes }) => ({
      row,
      became: 'changed' as const,
      what: recommendationReference({ code }),
      says:
        where === 'file' && label === 'TLP:RED' ? changes.map(({ field }) => field).join(', ') : changesText(changes),
    })),
    ...unchanged.map(({ row, code }) => ({
      row,
      became: 'unchanged' as const,
      what: recommendationReference({ code }),
    })),
    ...refused.map(({ row, code, reason }) => ({
      row,
      became: 'refused' as const,
      what: inShort(code, 20),
      says: reasonText(reason, counted),
    })),
  ]
}

function catalogueLine({ catalogue }: Report): string[] {
  if (!catalogue || catalogue.became === 'unchanged') return []
  const { title, mark, became } = catalogue
  return [
    `Catalogue ${became}: “${inShort(title, 120)}”${mark === '' ? '' : `; its codes begin with ${mark}, for example R-${mark}4.2`}`,
  ]
}

function findingsLines({ findingsAdded, findingsChanged }: Report): string[] {
  const added = findingsAdded.length === 0 ? [] : [`Findings added: ${findingsAdded.join(', ')}`]
  return [...added, ...findingsChanged.map(({ code, changes }) => `Finding ${code} changed: ${changesText(changes)}`)]
}

function reasonText(reason: Reason, unit: string): string {
  switch (reason.why) {
    case 'code-malformed':
      return 'The code is missing or is not like 4.2.'
    case 'code-twice':
      return `This code stands in ${unit} ${reason.first}, which counts.`
    case 'code-taken':
      return 'This code is taken by a recommendation that you may not see. Choose another.'
    case 'catalogue-differs':
      return `It is of another catalogue, “${inShort(reason.catalogue, 60)}”. Import each catalogue as a file of its own.`
    case 'marks-taken':
      return 'Every letter that could mark the codes of another catalogue is taken. Leave the source out, and write codes of a catalogue that is there.'
    case 'title-missing':
      return 'It has no title.'
    case 'finding-malformed':
      return 'The finding’s code is not like 4.'
    case 'finding-missing':
      return 'It names no finding.'
    case 'finding-unknown':
      return `There is no finding ${reason.finding}, here or in the file.`
    case 'finding-differs':
      return `It says otherwise about finding ${inShort(reason.finding, 20)} than ${unit} ${reason.first}, which counts.`
    case 'part-unknown':
      return `There is no recommendation ${inShort(reason.part, 20)} that it could be a part of, here or in the file.`
    case 'part-of-part':
      return `It can’t be a part of R-${inShort(reason.part, 20)}: a part has no parts of its own.`
    case 'none-such':
      return `There is no ${reason.what} “${inShort(reason.typed, 60)}” here. Write its name as the desk has it.`
    case 'several-such':
      return `“${inShort(reason.typed, 60)}” can be several. Write the id of the ${reason.what}.`
    case 'leads-and-supports':
      return `${reason.typed} leads it, and can’t support it as well.`
    case 'too-long':
      return `Its ${reason.field} is ${reason.length} characters long; ${reason.most} is the most.`
    default:
      return assertNever(reason)
  }
}
