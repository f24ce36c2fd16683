/** A piece of evidence, where a test is about something else. */
import { present } from '#src/core/assert.ts'
import type { Store } from '#src/store.ts'

/** A note on a confirmed commitment of the demonstration, by whoever proposed it: what is complete takes one. */
export async function evidenceOn(store: Store, number: number): Promise<void> {
  await store.transact('con_demo', async ({ read, save }) => {
    const found = present(await read.commitments.byNumber(number), `C-${number}`)
    await save(
      [
        {
          type: 'evidence-added',
          evidence: `ev_for${number}`,
          subject: { kind: 'commitment', id: found.id },
          kind: 'note',
          day: '2026-11-26',
          label: found.label,
          recipients: found.recipients,
          organisation: found.organisation,
          addedBy: found.proposedBy,
          file: null,
          sealed: { words: 'It is there', url: '', name: '', hash: '' },
        },
      ],
      { by: found.proposedBy, organisation: found.organisation },
    )
  })
}
