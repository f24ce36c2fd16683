/** What the product put into the menu of a message, as its manifests name it: a test holds them equal. */
export const entries = [
  { id: 'log-as-commitment', label: 'Log as commitment' },
  { id: 'add-as-evidence', label: 'Add as evidence' },
  { id: 'comment-on-draft', label: 'Comment on a draft' },
]
