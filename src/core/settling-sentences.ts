/** Sentences about how comments on a draft are settled. */
import type { RefusalCode, Refusals } from './refusals.ts'

const sheetTroubles: Record<Refusals['sheet-unusable']['trouble'], (name: string) => string> = {
  several: () => 'attach one table at a time.',
  'not-fetched': (name) =>
    `“${name}” can’t be fetched. Attach it again; if that fails, the app may not read files here.`,
  'too-large': (name) => `“${name}” is larger than 10 MB. Take pictures and other files out of it.`,
  'wrong-type': (name) => `“${name}” is no table that I can read. Save it as DOCX, XLSX or CSV.`,
  protected: (name) => `“${name}” is protected or of an old format. Save it anew as DOCX or XLSX, without a password.`,
  macros: (name) => `“${name}” holds macros. Save it as DOCX or XLSX without them.`,
  'unpacks-too-large': (name) => `“${name}” unpacks to more than 64 MB. Take pictures and other files out of it.`,
  unreadable: (name) => `“${name}” can’t be read as what its name says. Open it, save it anew, and send that.`,
}

export const settlingSentences = {
  'rationale-needed': ({ reference, disposition }) =>
    `${reference}: say why it is ${disposition}. Only what is accepted needs no reason.`,
  'withdrawn-by-submitter': ({ reference }) =>
    `${reference} can be withdrawn by the organisation that submitted it alone. Choose another disposition.`,
  'duplicate-only': ({ reference }) =>
    `${reference}: only a duplicate names another comment. Choose duplicate, or leave the other comment empty.`,
  'duplicate-of-needed': ({ reference }) =>
    `${reference}: name the other comment of this draft that it is a duplicate of, for example DE-002.`,
  'duplicate-circle': ({ reference, other }) =>
    `${reference} can’t be a duplicate of ${other}: that leads back to ${reference}. Name the one that is kept.`,
  'comment-decided': ({ reference, disposition }) =>
    `${reference} is decided already: ${disposition}. The chair alone decides it anew; nothing was changed.`,
  'nothing-to-propose': ({ reference }) =>
    `Nothing was saved: no undecided comment of ${reference} is of that clause and type.`,
  'nothing-proposed': ({ reference }) =>
    `Nothing was circulated: no disposition is proposed for ${reference} that was not pulled out before. Propose some first.`,
  'list-stands': ({ reference, moment }) =>
    `Nothing was circulated: the last list of ${reference} stands until ${moment}. Circulate another after that.`,
  'list-needed': ({ reference }) => `No list of dispositions of ${reference} has been circulated yet.`,
  'list-over': ({ reference, moment }) =>
    `${reference} was not pulled out: the time for that ended on ${moment}. Tell the chair before it is decided.`,
  'list-runs': ({ reference, moment }) =>
    `Nothing was decided: comments of ${reference} may be pulled out until ${moment}. Decide after that.`,
  'nothing-listed': ({ reference }) =>
    `Nothing was decided: nothing of ${reference} stands on a circulated list. Decide what is left one by one.`,
  'not-listed': ({ reference }) =>
    `${reference} is not on the list that is circulated, so it is discussed anyway. Nothing was changed.`,
  'not-polled': ({ reference }) => `${reference} takes no positions now. Nothing was saved.`,
  'disposition-needed': ({ reference }) => `${reference}: choose a disposition beside its observation.`,
  'sheet-needed': () => 'Nothing was read: no file came with the message. Attach the table to the words read back D-3.',
  'sheet-unusable': ({ name, trouble }) => `Nothing was read: ${sheetTroubles[trouble](name)}`,
  'sheet-of-what': ({ name }) =>
    `Nothing was read: “${name}” does not say which draft it is of. Send it with the words read back D-3.`,
  'sheet-of-other': ({ name, reference, other }) =>
    `Nothing was read: “${name}” is a table of ${other}, not of ${reference}. Send it with the words read back ${other}.`,
  'sheet-no-comments': ({ name }) =>
    `Nothing was read: “${name}” holds no table of comments. Edit the one that export comments D-3 gives you.`,
  'nothing-in-file': ({ reference }) =>
    `There is no file of ${reference}: it has no comments that a file for you may hold.`,
  'nothing-repeated': ({ reference }) =>
    `Nothing was saved: no comment of ${reference} without a proposal says what another says.`,
  'pull-out-reason': ({ reference }) => `Write why ${reference} is to be discussed.`,
  'note-needed': ({ reference }) =>
    `${reference}: write a note. Accepting with a modification says which; not accepting says why.`,
  'comment-files-needed': ({ reference }) =>
    `Attach the files to the message: Word, Excel or CSV, several at a time, with the words import comments ${reference}.`,
  'draft-needed': ({ reference, drafts }) =>
    `${reference} is a comment on ${drafts.join(' and ')}. Name the draft as well, for example ${drafts[0]} ${reference}.`,
} satisfies { [C in RefusalCode]?: (data: Refusals[C]) => string }
