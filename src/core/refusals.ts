/** Refusals: every code, and what its sentence needs. */

/** What each code needs to say its sentence. */
export type Refusals = {
  'not-linked': Record<never, never>
  'workspace-unknown': Record<never, never>
  'no-such-use': { use: string }
  'not-yours': { role: string }
  'no-seat': Record<never, never>
  'not-found': { reference: string }
  'form-expired': Record<never, never>
  unavailable: Record<never, never>
  'outcome-unknown': Record<never, never>
  'consortium-needed': { ids: string[] }
  'workspace-not-in': { workspace: string }
  'no-oauth': Record<never, never>
  'key-unknown': { key: string }
  busy: Record<never, never>
  fault: { reference: string }
  'wrong-args': { problems: string }
  'recommendation-unknown': { typed: string }
  'answers-too-many': { count: number; most: number }
  'date-unreadable': { typed: string; example: string }
  'date-ambiguous': { typed: string; readings: string[] }
  'date-past': { day: string }
  'moment-past': { moment: string }
  'day-ahead': { day: string }
  'since-after': { since: string; asOf: string }
  'plenary-known': { moment: string }
  'organisation-needed': Record<never, never>
  'group-needed': Record<never, never>
  'demo-not-empty': Record<never, never>
  'several-people': { name: string; ids: string[] }
  'not-in-group': { group: string }
  'proposal-settled': { reference: string }
  'owner-left': { reference: string; owner: string }
  'owner-hands-over': { reference: string; owner: string }
  'owner-already': { reference: string; owner: string }
  'transfer-of-done': { reference: string; progress: string }
  'transfer-waits': { reference: string }
  'transferee-needed': { names: string[] }
  'no-such-organisation': { typed: string; names: string[] }
  'export-of-which': { names: string[] }
  'leaver-needed': { names: string[] }
  'last-secretariat': { organisation: string }
  'transferee-left': { organisation: string }
  'transferee-outside': { organisation: string; reference: string; group: string }
  'recipient-unknown': { typed: string }
  'form-needed': { label: string }
  'text-heard': { label: string; place: string }
  'text-needed': { what: string }
  'release-nothing': { label: string; organisation: string; by: string; day: string }
  'release-reference': { label: string; organisation: string }
  'quote-kept': { organisation: string; label: string }
  'nobody-confirms': { organisation: string; label: string }
  'electorate-unnamed': { label: string; names: string[] }
  'label-of-others': { reference: string; source: string }
  'label-upward': { reference: string; label: string }
  'label-lowered': { reference: string; label: string; source: string }
  'place-unfit': { says: string }
  'board-empty': { board: string; group: string }
  'transferee-blind': { organisation: string; reference: string; owner: string; label: string }
  'nobody-signs': { organisation: string }
  'update-of-done': { reference: string; progress: string }
  'nobody-reports': { reference: string; owner: string }
  'not-asked': { reference: string }
  'complete-without-evidence': { reference: string }
  'assess-heard': { reference: string; owner: string }
  'assesses-own': { reference: string; owner: string }
  'assessment-open': { reference: string }
  'response-reason': { organisation: string; reference: string; response: string }
  'several-such': { what: string; typed: string }
  'leads-and-supports': { organisation: string }
  'no-lead': { reference: string }
  'changed-meanwhile': { reference: string; by: string }
  'change-settled': { reference: string }
  'change-outdated': { reference: string }
  'line-unreadable': { line: number; says: string }
  'milestones-too-many': { count: number; most: number }
  'contact-outside': { name: string; owner: string }
  'parts-needed': { reference: string; most: number }
  'sources-needed': { most: number }
  'sources-differ': { what: string }
  'recast-settled': { reference: string }
  'recast-of-done': { reference: string; progress: string }
  'number-needed': { typed: string; most: number }
  'amount-unreadable': { typed: string }
  'currency-unknown': { typed: string }
  'reason-needed': { reference: string; was: string; progress: string }
  'organisation-unknown': { typed: string; names: string[] }
  'quote-empty': Record<never, never>
  'quote-of-bot': Record<never, never>
  'quote-deleted': Record<never, never>
  'not-counted-yet': { reference: string }
  'reasons-not-ruled': { reference: string; rule: string }
  'reasons-unattributed': { reference: string }
  'no-reasons': { reference: string }
  'not-a-negative': { reference: string }
  'not-eligible': { reference: string }
  'contest-for-whom': { reference: string; names: string[] }
  'contested-already': { organisation: string; reference: string }
  'contest-late': { reference: string; days: number }
  'contest-ruled': { organisation: string; reference: string }
  'no-flips': { reference: string; rule: string }
  'flipped-already': { reference: string }
  'nothing-to-flip': { reference: string }
  'letter-needed': { reference: string }
  'comment-letter-needed': { reference: string }
  'not-of-electorate': { typed: string; reference: string; names: string[] }
  'vote-recorded-already': { organisation: string; reference: string }
  'own-vote-stands': { organisation: string; reference: string }
  'vote-withdrawn': { organisation: string; reference: string }
  'objection-made': { organisation: string; reference: string }
  'objection-late': { organisation: string; reference: string; days: number }
  'letter-not-kept': { organisation: string }
  'being-counted': { reference: string }
  'no-objection': { organisation: string; reference: string }
  'not-late': { organisation: string; reference: string }
  'late-unattributed': { organisation: string; reference: string }
  'poll-closed': { reference: string; moment: string }
  'straw-silenced': { reference: string | null; rule: string }
  'straw-closed': { reference: string; moment: string }
  'statement-closed': { reference: string; moment: string }
  'not-a-signatory': { reference: string }
  'label-unplaced': { label: string; group: string }
  'no-voice': { reference: string }
  'one-answer': { reference: string }
  'rule-not-chartered': { rule: string; group: string; names: string[] }
  'rule-of-a-body': { rules: string[] }
  'too-few-unattributed': { group: string; voters: number; least: number }
  'reasons-needed': { reference: string; rule: string }
  'comments-needed': { reference: string }
  'remarks-unasked': { reference: string }
  'remarks-kept': { organisation: string; label: string }
  'primary-stands': { organisation: string; reference: string; by: string; role: string; time: string }
  'already-voted': { organisation: string; reference: string; by: string; time: string }
  'not-a-voter': { reference: string }
  'already-cast': { organisation: string; choice: string; reference: string; by: string; time: string }
  'receipt-unknown': { receipt: string; reference: string | null }
  'already-linked': { person: string }
  'already-yours': { person: string }
  'linked-to-another': { person: string }
  'codes-throttled': Record<never, never>
  'person-left': { person: string }
  'person-unknown': { typed: string }
  'acts-for-another': { organisation: string }
  'not-your-organisation': { typed: string }
  'no-contacts': { typed: string }
  'which-contacts': { typed: string }
  'which-person': { typed: string }
  'already-bound': { group: string }
  'no-account-there': { platform: string }
  'no-place': { group: string }
  'file-needed': Record<never, never>
  'file-unusable': { name: string; trouble: 'several' | 'not-fetched' | 'too-large' | 'wrong-type' | 'unreadable' }
  'catalogue-malformed': { name: string; missing: string[] }
  'on-hold': { holds: string[] }
  'in-chat-only': Record<never, never>
  'no-page-waits': Record<never, never>
  'heard-here': Record<never, never>
  'catalogue-too-long': { rows: number; most: number }
  needed: { what: string }
  'too-long': { length: number; most: number }
  'not-among': { typed: string; among: string[] }
  'none-such': { what: string; typed: string }
  'id-unknown': { id: string }
  'group-unknown': { typed: string; names: string[] }
  'country-unknown': { typed: string }
  'zone-unknown': { typed: string }
  'name-taken': { name: string; by: string }
  'name-unusable': { name: string }
  'until-before-from': { from: string; until: string }
  'has-left': { organisation: string }
  'liaison-votes': { category: string }
  'no-membership': { organisation: string; body: string }
  'outside-consortium': { organisation: string; term: string | null }
  'group-outside': { organisation: string; group: string; term: string }
  'secretariat-needed': Record<never, never>
  'no-such-seat': { person: string; organisation: string; role: string }
  'several-places': { name: string; ids: string[] }
  'workspace-elsewhere': { workspace: string }
  'already-founded': { name: string }
  'table-needed': Record<never, never>
  'table-malformed': { name: string; missing: string[]; unknown: string[]; columns: string[] }
  'table-empty': { name: string }
  'table-too-long': { rows: number; most: number }
  'support-of-done': { reference: string; progress: string }
  'supporter-needed': { names: string[] }
  'supporter-left': { organisation: string }
  'supporter-blind': { organisation: string; reference: string; owner: string; label: string }
  'support-stands': { organisation: string; reference: string; state: string }
  'comment-of-what': Record<never, never>
  'comment-kept': { organisation: string; label: string }
  'comment-settled': Record<never, never>
  'comments-over': { reference: string }
  'comment-proposed-on': Record<never, never>
  'comment-beyond-form': { most: number }
  'no-draft-yet': Record<never, never>
  'message-kept': { author: string; label: string }
  'nothing-written': { reference: string }
  'evidence-needed': { reference: string }
  'evidence-full': { reference: string; most: number }
  'evidence-file': { name: string; trouble: 'several' | 'not-fetched' | 'too-large' }
  'evidence-file-needed': Record<never, never>
  'evidence-of-bot': Record<never, never>
  'evidence-unknown': Record<never, never>
  'no-file': Record<never, never>
  'link-unreadable': { typed: string }
  'link-scheme': { scheme: string }
  'link-credentials': Record<never, never>
  'link-private': { host: string }
  'no-consortium': Record<never, never>
  'later-columns': Record<never, never>
  'column-fixed': { reference: string; column: string; how: string }
  'changed-since-file': { reference: string }
  'seen-by-reference': { reference: string; owner: string }
  'not-owners-row': { reference: string; owner: string }
  'red-in-file': Record<never, never>
  'rows-kept': { rows: number[]; organisation: string }
  'owner-needed': { names: string[] }
  'owner-not-yours': { owner: string }
  'commitments-needed': Record<never, never>
  'row-twice': { first: number }
  'rationale-needed': { reference: string; disposition: string }
  'withdrawn-by-submitter': { reference: string }
  'duplicate-only': { reference: string }
  'duplicate-of-needed': { reference: string }
  'duplicate-circle': { reference: string; other: string }
  'comment-decided': { reference: string; disposition: string }
  'nothing-to-propose': { reference: string }
  'nothing-proposed': { reference: string }
  'list-stands': { reference: string; moment: string }
  'list-needed': { reference: string }
  'list-over': { reference: string; moment: string }
  'list-runs': { reference: string; moment: string }
  'nothing-listed': { reference: string }
  'disposition-needed': { reference: string }
  'sheet-needed': Record<never, never>
  'sheet-unusable': {
    name: string
    trouble:
      | ('several' | 'not-fetched' | 'too-large' | 'wrong-type')
      | ('protected' | 'macros' | 'unpacks-too-large' | 'unreadable')
  }
  'sheet-of-what': { name: string }
  'sheet-of-other': { name: string; reference: string; other: string }
  'sheet-no-comments': { name: string }
  'nothing-in-file': { reference: string }
  'nothing-repeated': { reference: string }
  'pull-out-reason': { reference: string }
  'not-listed': { reference: string }
  'not-polled': { reference: string }
  'note-needed': { reference: string }
  'comment-files-needed': { reference: string }
  'poll-over': { reference: string }
  'poll-not-counted': { reference: string }
  'poll-indicative': { reference: string }
  'poll-of-ours': { reference: string }
  'close-not-later': { reference: string }
  'reminded-lately': { reference: string }
  'draft-needed': { reference: string; drafts: string[] }
}
export type RefusalCode = keyof Refusals

/** What is said for each code. */
export type Sentences = { [C in RefusalCode]: (data: Refusals[C]) => string }
