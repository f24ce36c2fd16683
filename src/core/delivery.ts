/**
 * Delivery: how a card reaches a place or a person. A failure has a kind, since each kind has its own remedy:
 * gone (post anew or give up), forbidden (tell a person), throttled (wait), unreachable (try again), rejected (a bug: never again).
 */
export type DeliveryFailure =
  | { kind: 'gone' }
  | { kind: 'forbidden' }
  | { kind: 'throttled'; seconds: number }
  | { kind: 'unreachable' }
  | { kind: 'rejected'; reason: string }

/** `ref` names the message for later updates: opaque, made and read by one adapter. */
export type Sent = { sent: true; ref: string } | { sent: false; failure: DeliveryFailure }
