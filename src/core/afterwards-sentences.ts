/** Sentences about votes from outside the chat, and about what comes after the close of a poll. */
import type { RefusalCode, Refusals } from './refusals.ts'

export const afterwardsSentences = {
  'letter-needed': ({ reference }) =>
    `Nothing was recorded: a vote from outside the chat comes with its letter or e-mail. Send that to me as a file in our 1:1 chat, with the words received ${reference} from ORGANISATION CHOICE by letter.`,
  'comment-letter-needed': ({ reference }) =>
    `Nothing was recorded: a comment from outside the chat comes with its letter or e-mail. Send that to me as a file in our 1:1 chat, with the words received ${reference} from ORGANISATION.`,
  'not-of-electorate': ({ typed, reference, names }) =>
    `“${typed}” does not vote on ${reference}. Choose one of ${names.join(', ')}.`,
  'vote-recorded-already': ({ organisation, reference }) =>
    `Nothing was recorded: a vote of ${organisation} on ${reference} was recorded before. Withdraw that one first, with a ruling.`,
  'own-vote-stands': ({ organisation, reference }) =>
    `Nothing was changed: ${organisation} voted on ${reference} itself, and that vote stands. Ask its voters to change it while the poll is open.`,
  'vote-withdrawn': ({ organisation, reference }) =>
    `Nothing was changed: the vote that was recorded for ${organisation} on ${reference} is withdrawn.`,
  'objection-made': ({ organisation, reference }) =>
    `${organisation} has objected to the vote recorded for it on ${reference}. Wait for the ruling of the secretariat.`,
  'objection-late': ({ organisation, reference, days }) =>
    `The ${days} days in which ${organisation} could object to the vote recorded for it on ${reference} are over. Write to the secretariat.`,
  'letter-not-kept': ({ organisation }) =>
    `The file is not kept here, since ${organisation} keeps its texts to itself. Ask the secretariat for it.`,
  'being-counted': ({ reference }) => `${reference} is being counted. Nothing was changed; try again in a minute.`,
  'no-objection': ({ organisation, reference }) =>
    `No objection of ${organisation} to its vote on ${reference} waits for a ruling. Choose another ruling.`,
  'not-late': ({ organisation, reference }) =>
    `The vote recorded for ${organisation} on ${reference} is not late: it counts. Choose another ruling.`,
  'late-unattributed': ({ organisation, reference }) =>
    `A late vote of ${organisation} can’t count in ${reference}: it is unattributed, and the two tallies would tell how ${organisation} voted. Leave it out, or withdraw it.`,
  'not-counted-yet': ({ reference }) => `${reference} is not counted yet. Nothing was changed; wait for its result.`,
  'reasons-not-ruled': ({ reference, rule }) =>
    `Nothing was changed: ${reference} is under ${rule}, which asks nobody whether reasons are technical.`,
  'reasons-unattributed': ({ reference }) =>
    `Nothing was changed: ${reference} is unattributed, and nobody reads the reasons of its votes.`,
  'no-reasons': ({ reference }) =>
    `Nothing was changed: no disapproval of ${reference} has reasons. Those without are left out by the rule itself.`,
  'not-a-negative': ({ reference }) => `Choose only organisations that disapproved of ${reference} with reasons.`,
  'not-eligible': ({ reference }) =>
    `${reference} is contested by the delegates and deputies of the organisations that could vote on it.`,
  'contest-for-whom': ({ reference, names }) => `For which do you contest ${reference}: ${names.join(', ')}?`,
  'contested-already': ({ organisation, reference }) =>
    `${organisation} contests this result of ${reference} already. Wait for the ruling of the chair.`,
  'contest-late': ({ reference, days }) =>
    `The ${days} days in which the result of ${reference} could be contested are over. Write to the chair.`,
  'contest-ruled': ({ organisation, reference }) =>
    `The contest of ${organisation} on ${reference} was ruled before. Nothing was changed.`,
  'no-flips': ({ reference, rule }) => `${reference} is closed, and ${rule} lets no vote be changed after that.`,
  'flipped-already': ({ reference }) => `Your organisation has changed its vote on ${reference} once; that stands.`,
  'nothing-to-flip': ({ reference }) =>
    `Nothing was changed: after the close only a disapproval can be changed, and yours on ${reference} is none.`,
} satisfies { [C in RefusalCode]?: (data: Refusals[C]) => string }
