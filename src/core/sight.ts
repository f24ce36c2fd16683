/**
 * Sight: what a platform shows of who reads in a channel. It may widen what was stated, and never narrows it; what a platform does not
 * say (null) stays as it was stated.
 */
export type Sight =
  | {
      seen: true
      /** `shared`: with another workspace or tenant. */
      kind: 'public' | 'private' | 'shared' | null
      /** Workspaces or tenants that read there besides the place's own. */
      others: readonly string[] | null
      /** Guests of the place's own workspace read there. */
      guests: boolean | null
    }
  /** Nothing could be seen; a code for the log. */
  | { seen: false; code: string }
