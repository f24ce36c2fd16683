/**
 * Delivery: how a card reaches a place or a person. A failure has a kind, since each kind has its own remedy:
 * gone (post anew or give up), forbidden (tell a person), throttled (wait), unreachable (try again), rejected (a bug: never again).
 */
import type { Card } from '#src/view/card.ts'
import type { DocumentFile } from '#src/view/document.ts'
import type { ConsortiumId } from './id.ts'
import type { Account } from './intent.ts'

export type DeliveryFailure =
  | { kind: 'gone' }
  | { kind: 'forbidden' }
  | { kind: 'throttled'; seconds: number }
  | { kind: 'unreachable' }
  | { kind: 'rejected'; reason: string }

/** How a platform hands over files: into the chat itself, or by a link to a page of ours. */
export type FileWay =
  | {
      by: 'upload'
      send(account: Account, card: Card, files: Pick<DocumentFile, 'name' | 'bytes'>[], via: string): Promise<Uploaded>
    }
  | { by: 'link' }
export type Uploaded = { sent: true } | Extract<Sent, { sent: false }>

/** `ref` names the message for later updates: opaque, made and read by one adapter. */
export type Sent = { sent: true; ref: string } | { sent: false; failure: DeliveryFailure }

/** An account, and the workspace or tenant through which its home is shown. */
export type HomeKey = Account & { via: string }

/** A home that a platform shows now; `card` is null where it may not be what was drawn. */
export type ShownHome = HomeKey & { consortium: ConsortiumId; ref: string; card: Card | null }
