/** Sentences about polls, ballots and joint statements. */
import type { Sentences } from './refusals.ts'

export const ballotSentences: Pick<
  Sentences,
  | 'poll-closed'
  | 'rule-not-chartered'
  | 'rule-of-a-body'
  | 'too-few-unattributed'
  | 'reasons-needed'
  | 'comments-needed'
  | 'remarks-unasked'
  | 'remarks-kept'
  | 'primary-stands'
  | 'already-voted'
  | 'not-a-voter'
  | 'already-cast'
  | 'receipt-unknown'
  | 'straw-silenced'
  | 'straw-closed'
  | 'label-unplaced'
  | 'statement-closed'
  | 'not-a-signatory'
  | 'no-voice'
  | 'one-answer'
  | 'poll-over'
  | 'poll-not-counted'
  | 'poll-indicative'
  | 'poll-of-ours'
  | 'close-not-later'
  | 'reminded-lately'
> = {
  'poll-closed': ({ reference, moment }) => `${reference} closed on ${moment}. Your vote was not counted.`,
  'rule-not-chartered': ({ rule, group, names }) =>
    `${group} does not decide by ${rule}: its charter names ${names.join(', ')}. Choose one of these, or ask the secretariat to change the charter.`,
  'rule-of-a-body': ({ rules }) =>
    `${rules.join(', ')} can only find a position: the official vote is cast at the standards body. Choose rules of your own.`,
  'too-few-unattributed': ({ group, voters, least }) =>
    `${voters} organisations vote in ${group}, and an unattributed poll needs ${least} votes before any tally is published. Choose to show votes after close, with names.`,
  'reasons-needed': ({ reference, rule }) =>
    `Your vote on ${reference} was not counted: under ${rule} a disapproval needs its reasons. Write them here.`,
  'comments-needed': ({ reference }) =>
    `Your vote on ${reference} was not counted: write the comments here, or choose Approve.`,
  'remarks-unasked': ({ reference }) =>
    `Your vote on ${reference} was not counted: comments come with Approve with comments, reasons with Disapprove. Choose one of these, or leave them out.`,
  'remarks-kept': ({ organisation, label }) =>
    `Nothing was saved: text labelled ${label} does not leave ${organisation}. Vote without it, or ask a delegate of ${organisation} to change what leaves it.`,
  'primary-stands': ({ organisation, reference, by, role, time }) =>
    `Your vote was not counted: ${organisation}’s vote on ${reference} was cast by ${by}, ${time}, and under this rule that vote stands. Ask the ${role} to change it.`,
  'already-voted': ({ organisation, reference, by, time }) =>
    `${organisation} has voted on ${reference}: ${by}, cast it, ${time}.`,
  'not-a-voter': ({ reference }) =>
    `Your vote was not counted: those vote on ${reference} who were accredited as delegates or deputies of its voting organisations when it was opened, and still are.`,
  'already-cast': ({ organisation, choice, reference, by, time }) =>
    `${organisation}’s vote on ${reference} is ${choice}, cast by ${by}, ${time}.`,
  'receipt-unknown': ({ receipt, reference }) =>
    `The register holds nothing${reference === null ? '' : ` on ${reference}`} under the receipt ${receipt} that you may see. Compare each letter with what was given to you; where they agree, tell the secretariat.`,
  'straw-silenced': ({ reference, rule }) =>
    `Nothing was saved: ${reference ?? 'a ballot on the same question'} is open under ${rule}, which forbids discussion while organisations vote. Ask when it has closed.`,
  'straw-closed': ({ reference, moment }) => `${reference} closed on ${moment}. Your answer was not counted.`,
  'label-unplaced': ({ label, group }) =>
    `Nothing was saved: no channel of ${group} may show ${label}. Choose a label that its channels may show.`,
  'statement-closed': ({ reference, moment }) =>
    `${reference} was closed for signing on ${moment}. Nothing was signed.`,
  'not-a-signatory': ({ reference }) =>
    `Nothing was saved: ${reference} is signed by the delegates and deputies of its working group’s organisations.`,
  'no-voice': ({ reference }) =>
    `Your answer was not counted: ${reference} asks the people of its working group’s organisations.`,
  'one-answer': ({ reference }) => `Your answer was not counted: ${reference} takes one answer. Choose one.`,
  'poll-over': ({ reference }) =>
    `Nothing was changed: ${reference} takes no more votes. Where it was counted, re-open it.`,
  'poll-not-counted': ({ reference }) => `${reference} is not counted yet. Wait for its close.`,
  'poll-indicative': ({ reference }) =>
    `${reference} finds a position: the decision is the standards body’s. Enter its official result instead.`,
  'poll-of-ours': ({ reference }) =>
    `${reference} is a decision of this consortium: no other body votes on it. Record the chair’s decision instead.`,
  'close-not-later': ({ reference }) =>
    `${reference} closes later than that already. Name a later time: a close is never moved forward.`,
  'reminded-lately': ({ reference }) =>
    `Its voters were reminded of ${reference} within the last twelve hours. Wait, or write to them yourself.`,
}
