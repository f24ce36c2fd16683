/**
 * Block Kit's limits, in characters or in pieces. Sources: https://docs.slack.dev/reference/block-kit and the comments of
 * @slack/types. `message` is undocumented: Slack answers `msg_blocks_too_long` from some 11,300 characters over all blocks on.
 */
export const limits = {
  message: 10_000,
  messageBlocks: 50,
  viewBlocks: 100,
  /** A whole view may have 250 KB; its texts stay under this. */
  view: 60_000,
  text: 3_000,
  header: 150,
  context: 2_000,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  url: 3_000,
  imageAlt: 2_000,
  options: 100,
  optionText: 75,
  optionValue: 75,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputLength: 3_000,
  modalTitle: 24,
  modalSubmit: 24,
  privateMetadata: 3_000,
  /** `text` beside the blocks; Slack recommends 4,000. */
  fallback: 4_000,
} as const

/** The text in at most `max` UTF-16 units, ending in an ellipsis where it was cut; never half a character. */
export function fitTo(text: string, max: number): string {
  if (text.length <= max) return text
  if (max < 1) return ''
  const cut = text.slice(0, max - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** Writes the texts of one message or view within a common budget, and remembers by name what it had to shorten. */
export type Pen = {
  write(name: string, text: string, max: number): string
  /** Says that something was left out. */
  leaveOut(name: string): void
  isDry(): boolean
  shortened(): string[]
}

export function penOf(budget: number): Pen {
  let left = budget
  const shortened = new Set<string>()
  return {
    write(name, text, max) {
      const written = fitTo(text, Math.min(max, left))
      if (written !== text) shortened.add(name)
      left -= written.length
      return written
    },
    leaveOut: (name) => void shortened.add(name),
    isDry: () => left < 1,
    shortened: () => [...shortened],
  }
}
