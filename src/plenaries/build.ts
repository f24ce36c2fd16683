/** A plenary report as a document: to be read, and as tables. Pure: the same state gives the same document. */
import type { DocumentId } from '#src/core/id.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import type { Document } from '#src/view/document.ts'
import { changesIn } from './changes.ts'
import { plenaryParts } from './parts.ts'
import type { PlenaryState } from './state.ts'
import { plenaryTables } from './tables.ts'
import { dayEnding } from './window.ts'

/** `madeAt`: who may see what was asked then. */
export function plenaryDocument(id: DocumentId, state: PlenaryState, madeAt: Temporal.Instant): Document {
  const { asOf, consortium } = state
  const label = labelOf(state)
  const changes = changesIn(state)
  const day = dayEnding(asOf, consortium.zone)
  return {
    id,
    needs: 'secretary',
    organisation: null,
    title: `Plenary report of ${consortium.name}`,
    name: `plenary-${day}`,
    label,
    madeAt: madeAt.toString({ smallestUnit: 'second' }),
    asOf: { at: asOf.toString({ smallestUnit: 'second' }), day: day.toString() },
    tables: plenaryTables(state, changes),
    parts: plenaryParts(state, changes, label),
  }
}

function labelOf({ consortium, recommendations, commitments, polls, drafts }: PlenaryState): Tlp {
  const tracked = [...recommendations, ...commitments]
  const labels = [...tracked, ...tracked.flatMap(({ evidence }) => evidence), ...polls, ...drafts].map(
    ({ label }) => label,
  )
  return strictest([consortium.label, ...labels]) ?? consortium.label
}
