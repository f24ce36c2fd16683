/** What handing over asks of the database, and what the page of downloads asks of the core. */
import type { ConsortiumId, DocumentId, EvidenceId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Account } from '#src/core/intent.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { DocumentFile, Needs } from '#src/view/document.ts'

/** A file as it is listed; `n` counts the files of its document from 1. */
export type KeptFile = Pick<DocumentFile, 'name' | 'type' | 'hash'> & { n: number; size: number }
/** For whom it was made, what that person must still be, and who may have it at all. */
export type Owner = {
  person: PersonId
  label: Tlp
  needs: Needs
  organisation: OrganisationId | null
  /** Whose file it is, where somebody brought it. */
  evidence?: EvidenceId | null
}
export type Kept = Owner & { files: KeptFile[] }
export type Link = {
  document: DocumentId
  account: Account
  redeemed: boolean
  expired: boolean
  /** Whether the session's secret that was shown is this link's, and runs or waits for its word. */
  session: 'runs' | 'waits' | null
}

/** Files that were made for somebody, and the links by which they are fetched; of links, sessions and words only hashes are kept. */
export type Documents = {
  /** Throws a conflict where the document's files are kept already. They live for as long as the consortium keeps documents. */
  keep(id: DocumentId, files: DocumentFile[], owner: Owner): Promise<void>
  kept(id: DocumentId): Promise<Kept | undefined>
  bytes(id: DocumentId, n: number): Promise<Uint8Array | undefined>
  /** A link lives for 24 hours. */
  keepLink(token: string, link: Pick<Link, 'document' | 'account'>): Promise<void>
  link(token: string, session: string | undefined): Promise<Link | undefined>
  /** False where it was redeemed before or is past its time. The session runs for 10 minutes. */
  redeem(token: string, session: string): Promise<boolean>
  /** The same where a word must be said first: the session waits for it for 10 minutes. What waited before, in whichever browser, does no more. */
  await(token: string, session: string, word: string): Promise<boolean>
}

export type LinkReader = {
  /** What waits for a word of this account: how many pages, the most wrong words said for any, and the link whose word this is. Compared in constant time. */
  awaiting(account: Account, word: string): Promise<{ pages: number; tries: number; link: string | undefined }>
}

/** Why a link opens nothing: no such link, past its time, opened before, or no longer for this person. */
export type Barred = 'unknown' | 'expired' | 'used' | 'forbidden'

/** What a page shows: the files, the word that must be said first, or the button. */
export type Seen = { kept: Kept } & ({ state: 'open' } | { state: 'waits'; word: string } | { state: 'closed' })

/** What the page asks: every answer is checked anew. */
export type Downloads = {
  look(at: LinkAddress, session: string | undefined): Promise<{ barred: Barred } | Seen>
  /** Gives the session's secret, once; above TLP:GREEN as often as asked, and worth nothing until its word is said. */
  redeem(at: LinkAddress): Promise<{ barred: Barred } | { session: string }>
  file(at: LinkAddress, session: string | undefined, n: number): Promise<{ barred: Barred } | Downloaded>
}
export type LinkAddress = { consortium: ConsortiumId; token: string }
export type Downloaded = Pick<DocumentFile, 'name' | 'type' | 'bytes'>
