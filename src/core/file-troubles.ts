/** What is wrong with a file that somebody sent, as a part of its sentence. */
import type { Refusals } from './refusals.ts'

export const troubles: Record<Refusals['file-unusable']['trouble'], (name: string) => string> = {
  several: () => 'attach one file at a time.',
  'not-fetched': (name) =>
    `“${name}” can’t be fetched. Attach it again; if that fails, the app may not read files here.`,
  'too-large': (name) => `“${name}” is larger than 5 MB. Split it into several.`,
  'wrong-type': (name) => `“${name}” is no file that I can read. Save it as CSV: its name ends in .csv.`,
  unreadable: (name) => `“${name}” can’t be read as what its name says. Save it anew as CSV or JSON.`,
}

export const evidenceTroubles: Record<Refusals['evidence-file']['trouble'], (name: string) => string> = {
  several: () => 'attach one file at a time, each with its own words.',
  'not-fetched': (name) =>
    `“${name}” can’t be fetched. Attach it again; if that fails, the app may not read files here.`,
  'too-large': (name) => `“${name}” is larger than 10 MB. Give a link to it, or a smaller file.`,
}
