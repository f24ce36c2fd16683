/** Sentences: one for each code of refusal, whole, with what to do. */
import { afterwardsSentences } from './afterwards-sentences.ts'
import { ballotSentences } from './ballot-sentences.ts'
import { evidenceTroubles, troubles } from './file-troubles.ts'
import type { Sentences } from './refusals.ts'
import { settlingSentences } from './settling-sentences.ts'

/** To somebody whose account nobody has linked. */
export const unknownAccount =
  'I do not know yet whom this account belongs to. Ask your secretariat for a code; then write link CODE to me in our 1:1 chat.'

export const sentences: Sentences = {
  ...settlingSentences,
  ...afterwardsSentences,
  'not-linked': () => unknownAccount,
  'workspace-unknown': () => 'This workspace is not part of a consortium here. Ask the secretariat to add it.',
  'no-such-use': ({ use }) => `I can’t do “${use}”. Type help to see what I can do.`,
  'not-yours': ({ role }) => `Nothing was saved: this takes ${role}.`,
  'no-seat': () => 'Nothing was saved: you hold no seat for an organisation here. Ask your secretariat for one.',
  'not-found': ({ reference }) => `There is no ${reference} that you may see.`,
  'form-expired': () => 'This form is no longer open. Nothing was saved; start again with the same word.',
  unavailable: () => 'Nothing was saved: the database can’t be reached. Try again in a minute.',
  'outcome-unknown': () =>
    'The database was lost while saving, so I can’t say yet whether it was saved. Do the same again in a minute: it counts once.',
  'workspace-not-in': ({ workspace }) => `${workspace} was never let in. Type workspace list to see which are.`,
  'no-oauth': () =>
    'No Slack workspace can be installed yet. Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, from the Slack app’s Basic Information, and start again.',
  'key-unknown': ({ key }) =>
    `Nothing was changed: neither key opens a token that ${key} sealed. Put that key in PLENARY_SECRET_KEY_OLD and try again; if it is lost, remove the workspace and install it anew.`,
  'consortium-needed': ({ ids }) => `Name one with --consortium: ${ids.join(', ')}.`,
  busy: () => 'Nothing was saved: others are changing the same thing. Try again in a moment.',
  fault: ({ reference }) => `Nothing was saved: something went wrong here. Tell the operator ${reference}.`,
  'wrong-args': ({ problems }) => `Nothing was saved: ${problems}.`,
  'recommendation-unknown': ({ typed }) =>
    `There is no recommendation “${typed}”. Write it like R-4.2, or leave it empty.`,
  'answers-too-many': ({ count, most }) =>
    `These are ${count} recommendations; one commitment answers at most ${most}. Log the rest as another commitment.`,
  'date-unreadable': ({ typed, example }) => `“${typed}” is not a date I can read. Try ${example}.`,
  'date-ambiguous': ({ typed, readings }) =>
    `“${typed}” can be two days: ${readings.join(' or ')}. Write the one you mean.`,
  'date-past': ({ day }) => `${day} has passed. Name a day from today on.`,
  'moment-past': ({ moment }) => `${moment} has passed. Name a time that is still to come.`,
  'since-after': ({ since, asOf }) => `${since} is not before ${asOf}. Name an earlier day after “since”.`,
  'plenary-known': ({ moment }) => `It is stated already that a plenary took note until ${moment}.`,
  'day-ahead': ({ day }) => `${day} is still to come. Name a day up to today.`,
  'organisation-needed': () => 'Choose the organisation that you act for.',
  'demo-not-empty': () => 'The demonstration is for an empty database; this one holds a consortium.',
  'several-people': ({ name, ids }) =>
    `${ids.length} people are called ${name}. Give one of their ids: ${ids.join(', ')}.`,
  'group-needed': () => 'Choose the working group that this is for.',
  'not-in-group': ({ group }) => `Nothing was saved: your organisation is not in ${group}.`,
  'proposal-settled': ({ reference }) => `${reference} was settled before. Nothing was changed.`,
  'owner-left': ({ reference, owner }) =>
    `Nothing was saved: ${owner} left ${reference} behind when it left the consortium. Ask the secretariat to transfer it.`,
  'owner-hands-over': ({ reference, owner }) =>
    `Nothing was saved: ${reference} belongs to ${owner}, whose delegate or deputy hands it over.`,
  'owner-already': ({ reference, owner }) => `${reference} belongs to ${owner} already. Choose another organisation.`,
  'transfer-of-done': ({ reference, progress }) =>
    `${reference} is ${progress}: only what remains to be done passes to another. Nothing was changed.`,
  'transfer-waits': ({ reference }) =>
    `${reference} is offered to another organisation already. Withdraw that transfer first, or wait for the answer.`,
  'transferee-needed': ({ names }) => `Choose the organisation that takes it over: ${names.join(', ')}.`,
  'export-of-which': ({ names }) =>
    `You sign for ${names.join(' and ')}. Say whose export you want, for example my organisation export ${names[0]}.`,
  'leaver-needed': ({ names }) => `Name the organisation that leaves: ${names.join(', ')}.`,
  'last-secretariat': ({ organisation }) =>
    `Nothing was saved: the secretariat sits at ${organisation} alone. Give somebody of another organisation a seat of the secretariat first.`,
  'no-such-organisation': ({ typed, names }) =>
    `There is no organisation “${typed}” here. Choose one of: ${names.join(', ')}.`,
  'transferee-left': ({ organisation }) =>
    `${organisation} left the consortium and can take nothing over. Choose an organisation that is a member.`,
  'transferee-outside': ({ organisation, reference, group }) =>
    `${reference} belongs to ${group}, and ${organisation} is not in it. Choose a member of ${group}.`,
  'recipient-unknown': ({ typed }) =>
    `There is no “${typed}” here whom a label could name. Write the name as it stands in the list.`,
  'form-needed': ({ label }) =>
    `Nothing was saved: ${label} is taken by form alone. Check what was typed, and send the form.`,
  'text-heard': ({ label, place }) =>
    `It can’t be ${label}: these words were written in ${place} and are published there already. Choose TLP:GREEN, or write other words.`,
  'text-needed': ({ what }) => what,
  'release-nothing': ({ label, organisation, by, day }) =>
    `Nothing was saved: nothing labelled ${label} leaves ${organisation} (set by ${by}, ${day}). Choose another label, or ask a delegate of ${organisation} to change what leaves it.`,
  'release-reference': ({ label, organisation }) =>
    `Nothing was saved: of ${label} only references leave ${organisation}, and nobody can vote on a question without its text. Choose another label.`,
  'quote-kept': ({ organisation, label }) =>
    `Nothing was saved: text labelled ${label} does not leave ${organisation}, whose message this is. Log it without the message, or choose another label.`,
  'nobody-confirms': ({ organisation, label }) =>
    `Name a delegate or deputy of ${organisation}: somebody who may see it has to confirm it, and ${label} shows it to those who are named alone.`,
  'electorate-unnamed': ({ label, names }) =>
    `Who votes must see the question: name ${names.join(', ')} for ${label}, or choose another label.`,
  'label-of-others': ({ reference, source }) =>
    `Nothing was changed: the label of ${reference} is for ${source} to change.`,
  'label-upward': ({ reference, label }) =>
    `Nothing was changed: ${reference} is ${label}, and the organisation that set this label does not keep it any more, so nobody may let more people see it. It can be raised, or name fewer.`,
  'label-lowered': ({ reference, label, source }) =>
    `Nothing was changed: ${reference} is ${label}, and only ${source || 'the consortium'} may let more people see it. You can raise its label, or name fewer.`,
  'board-empty': ({ board, group }) =>
    `Nothing was posted: ${board} holds no recommendation that everyone who reads in a place of ${group} may see. Choose another board or another group.`,
  'place-unfit': ({ says }) => `Nothing was posted. ${says}`,
  'transferee-blind': ({ organisation, reference, owner, label }) =>
    `${organisation} may not see ${reference} (${label} of ${owner}). Name it as a recipient first, or let its text leave; then propose the transfer again.`,
  'nobody-signs': ({ organisation }) =>
    `Nobody can sign for ${organisation}. Give it a delegate or a deputy first, or choose another organisation.`,
  'quote-empty': () => 'There are no words in this message to log. Choose one with text.',
  'quote-of-bot': () =>
    'An app wrote this message, and only people make promises. Choose a message that a person wrote.',
  'quote-deleted': () => 'This message was deleted. Nothing was saved.',
  'complete-without-evidence': ({ reference }) =>
    `${reference} can’t be complete without evidence. Add a link, a file or a note first, for example: evidence ${reference} https://example.org/results. Then report it again.`,
  'assess-heard': ({ reference, owner }) =>
    `${owner} sees a finding on ${reference} before others do, and here others read what is typed. Nothing was saved: assess it in our 1:1 chat.`,
  'assesses-own': ({ reference, owner }) =>
    `Nobody assesses the word of an own organisation, and ${reference} is ${owner}’s. Ask an assessor of another organisation.`,
  'assessment-open': ({ reference }) =>
    `The finding on ${reference} is shown to everybody already: a reply can be attached before that alone. Report progress, or ask the assessor to look again.`,
  'response-reason': ({ organisation, reference, response }) =>
    `Say why: only “accepted” needs no reason, and ${organisation}’s response to ${reference} is “${response}”.`,
  'several-such': ({ what, typed }) => `“${typed}” can be several. Choose the ${what} in the form.`,
  'leads-and-supports': ({ organisation }) =>
    `${organisation} leads it, and can’t support it as well. Leave it out of one of the two.`,
  'no-lead': ({ reference }) =>
    `Nothing was saved: nobody leads ${reference} yet, and its lead reports on it. Ask the secretariat to name one, for example: assign ${reference} lead Japan.`,
  'changed-meanwhile': ({ reference, by }) =>
    `${by} changed ${reference} while you wrote. Nothing was saved, and what you typed is kept: see what changed, then save it again.`,
  'change-settled': ({ reference }) => `This change of ${reference} was settled already. Show it to see how it stands.`,
  'change-outdated': ({ reference }) =>
    `${reference} was changed since this was proposed, in a part that it changes as well. Decline it, and propose it anew.`,
  'line-unreadable': ({ line, says }) => `Line ${line}: ${says}`,
  'milestones-too-many': ({ count, most }) =>
    `That makes ${count} milestones; ${most} is the most of one commitment. Split the commitment, or write fewer.`,
  'contact-outside': ({ name, owner }) =>
    `${name} holds no seat of ${owner} today. Name somebody who does; to hand it to another organisation, type transfer.`,
  'parts-needed': ({ reference, most }) =>
    `Write two to ${most} lines, one for each commitment that ${reference} is split into, for example Publish the draft by 15 January.`,
  'sources-needed': ({ most }) => `Name two to ${most} commitments of one organisation, for example C-12, C-14.`,
  'sources-differ': ({ what }) =>
    `They can’t be merged while they differ in ${what}. Make it the same for all of them first.`,
  'recast-settled': ({ reference }) => `This was settled already. Show ${reference} to see what became of it.`,
  'recast-of-done': ({ reference, progress }) => `${reference} is ${progress}: what is over is not split or merged.`,
  'number-needed': ({ typed, most }) => `“${typed.slice(0, 40)}” is not a whole number from 1 to ${most}.`,
  'amount-unreadable': ({ typed }) =>
    `“${typed.slice(0, 40)}” is not an amount I can read. Write it in figures, for example 250000 or 1200.50.`,
  'currency-unknown': ({ typed }) =>
    `“${typed.slice(0, 40)}” is not a currency of ISO 4217. Write its three letters, for example EUR or JPY.`,
  'reason-needed': ({ reference, was, progress }) =>
    `${reference} was ${was}. Say in the note why it is now ${progress}.`,
  'update-of-done': ({ reference, progress }) => `${reference} is ${progress}: nothing is left to ask.`,
  'nobody-reports': ({ reference, owner }) =>
    `Nobody was asked: no delegate, deputy or contact of ${owner} may see ${reference}. Type who ${owner} to find whom to call.`,
  'not-asked': ({ reference }) => `Nothing was saved: nobody waits for evidence of ${reference} any more.`,
  'organisation-unknown': ({ typed, names }) =>
    `There is no organisation “${typed}” here. After commitments you can say overdue, unreported, mine, a page, or one of: ${names.join(', ')}.`,
  ...ballotSentences,
  'already-linked': ({ person }) => `This account is linked to ${person} already.`,
  'already-yours': ({ person }) =>
    `This account is linked to you already, ${person}. The code is still good for another account of yours.`,
  'linked-to-another': ({ person }) =>
    `Nothing was changed: this account is linked to ${person} already, and an account belongs to one person. Write unlink first, or use another account; the code is still good.`,
  'codes-throttled': () => 'Ten codes opened nothing within an hour. Try again in an hour.',
  'person-left': ({ person }) =>
    `No code was made: every seat of ${person} has ended. Give a new seat first, then make the code.`,
  'person-unknown': ({ typed }) => `Nobody here is called “${typed}”. Write the name as the list of people has it.`,
  'acts-for-another': ({ organisation }) =>
    `Nothing was saved: here you act for ${organisation}, and this is for another organisation of yours. Change the organisation, then do it again.`,
  'not-your-organisation': ({ typed }) =>
    `Nothing was changed: you hold no seat of “${typed}”. Choose one of your organisations.`,
  'no-contacts': ({ typed }) =>
    `There is no “${typed}” here to call anybody for. Write a country, an organisation, a working group, a kind of organisation, a theme, or a commitment like C-12.`,
  'which-contacts': ({ typed }) => `“${typed}” can be several. Choose the one you mean.`,
  'which-person': ({ typed }) => `“${typed}” can be several people. Choose the one you mean.`,
  'no-account-there': ({ platform }) =>
    `Nothing was saved: you have no account on ${platform} here. Choose where you have one.`,
  'already-bound': ({ group }) => `This place belongs to ${group} already.`,
  'no-place': ({ group }) => `${group} has no channel yet. Ask the operator to bind one.`,
  'file-needed': () =>
    'Attach the catalogue, a CSV or JSON file of at most 5 MB, to the message “import catalogue” in our 1:1 chat.',
  'file-unusable': ({ name, trouble }) => `Nothing was imported: ${troubles[trouble](name)}`,
  'catalogue-malformed': ({ name, missing }) =>
    `Nothing was imported: “${name}” has no ${missing.join(', no ')}. The first row of a CSV file names its columns: code, title, text, themes, part_of, group, lead, supporting, coordinators, finding, finding_title, finding_summary, catalogue. A JSON file has findings, each with its recommendations.`,
  'on-hold': ({ holds }) =>
    `Nothing was erased: a legal hold stands (${holds.join(', ')}). Where it may be lifted, lift it first; hold list says why it stands.`,
  'in-chat-only': () => 'Nothing was opened: say it in our 1:1 chat.',
  'no-page-waits': () =>
    'No page waits for a number of yours. Open the link that I sent to this account, press its button, and say the number that the page shows.',
  'heard-here': () => 'Nothing was saved: others have read this here. Say it in our 1:1 chat, or use the form.',
  'catalogue-too-long': ({ rows, most }) =>
    `Nothing was imported: the file has ${rows} rows; ${most} is the most. Split it into several.`,
  needed: ({ what }) => `Give ${what}.`,
  'too-long': ({ length, most }) =>
    `This is ${length} characters long; ${most} is the most. Shorten it by ${length - most}.`,
  'not-among': ({ typed, among }) =>
    typed === '' ? `Give one of: ${among.join(', ')}.` : `“${typed}” is none of: ${among.join(', ')}.`,
  'none-such': ({ what, typed }) =>
    `There is no ${what} “${typed}” in this consortium. Check the name, or add it first.`,
  'id-unknown': ({ id }) => `The id ${id} is not of this consortium. Leave it empty to add a new one.`,
  'group-unknown': ({ typed, names }) =>
    `There is no working group “${typed.slice(0, 60)}” here. There are ${names.join(', ')}.`,
  'country-unknown': ({ typed }) =>
    `“${typed}” is no country of ISO 3166-1. Write its two letters, for example JP, or its name in English.`,
  'zone-unknown': ({ typed }) => `“${typed}” is no time zone. Write it like Asia/Tokyo.`,
  'name-taken': ({ name, by }) => `“${name}” is ${by} already. Choose another name.`,
  'name-unusable': ({ name }) =>
    `“${name}” can’t be told from other words here: leave out commas and semicolons, and choose another word than consortium, mine, overdue or none.`,
  'until-before-from': ({ from, until }) => `${until} is before its first day, ${from}. Name a later last day.`,
  'has-left': ({ organisation }) =>
    `${organisation} has left the consortium: what it had stays as it is. If it comes back, begin its membership of the consortium anew first.`,
  'liaison-votes': ({ category }) =>
    `A liaison (${category}) comments and does not vote. Say no, or choose another category.`,
  'no-membership': ({ organisation, body }) => `${organisation} has no membership of ${body} to end.`,
  'outside-consortium': ({ organisation, term }) =>
    term === null
      ? `${organisation} is no member of the consortium. Begin that membership first.`
      : `${organisation} is a member of the consortium ${term}. Keep within these days, or change that membership first.`,
  'group-outside': ({ organisation, group, term }) =>
    `${organisation} is a member of ${group} ${term}, outside of these days. Change that membership first.`,
  'secretariat-needed': () =>
    'Nobody of the secretariat would be left. Give somebody else a seat of the secretariat first, without a last day.',
  'no-such-seat': ({ person, organisation, role }) => `${person} has no seat as ${role} of ${organisation} to end.`,
  'several-places': ({ name, ids }) =>
    `${ids.length} channels are called ${name}. Give one of their ids: ${ids.join(', ')}.`,
  'workspace-elsewhere': ({ workspace }) =>
    `Nobody of this consortium has an account in ${workspace}. Link one first, or ask the operator to bind the channel.`,
  'already-founded': ({ name }) => `${name} is founded already. Leave out --consortium to found another.`,
  'table-needed': () =>
    'Attach a CSV file of at most 5 MB to the message “import people” (or groups, organisations, memberships, seats, places) in our 1:1 chat.',
  'table-malformed': ({ name, missing, unknown, columns }) =>
    `Nothing was imported: “${name}” has ${[...missing.map((one) => `no column ${one}`), ...unknown.map((one) => `a column “${one}” that nobody knows`)].join(', ')}. The first row names the columns: ${columns.join(', ')}.`,
  'table-empty': ({ name }) => `Nothing was imported: “${name}” has no rows below its first.`,
  'table-too-long': ({ rows, most }) =>
    `Nothing was imported: the file has ${rows} rows; ${most} is the most. Split it into several.`,
  'support-of-done': ({ reference, progress }) =>
    `${reference} is ${progress}: nothing of it remains to be supported. Nothing was changed.`,
  'supporter-needed': ({ names }) => `Choose the organisation that you ask: ${names.join(', ')}.`,
  'supporter-left': ({ organisation }) =>
    `${organisation} left the consortium and can support nothing. Choose an organisation that is a member.`,
  'supporter-blind': ({ organisation, reference, owner, label }) =>
    `${organisation} may not see ${reference} (${label} of ${owner}). Name it as a recipient first, or let its text leave; then ask again.`,
  'support-stands': ({ organisation, reference, state }) =>
    state === 'asked'
      ? `${organisation} is asked to support ${reference} already. Wait for its answer, or withdraw the request first.`
      : `${organisation} supports ${reference} already. End its part first, to ask for another.`,
  'comment-of-what': () =>
    'Say what it is about, for example comment C-12 Well done; under its card the reference can be left out.',
  'comment-settled': () => 'Nothing was saved: somebody settled this comment already.',
  'comments-over': ({ reference }) =>
    `The comment period of ${reference} is over: its comments stay as they are. Withdraw this one, or write another, which is recorded as late.`,
  'comment-proposed-on': () =>
    'The editor has proposed a disposition for this comment: its words stay. Withdraw it, or pull it out of the consent list.',
  'comment-beyond-form': ({ most }) =>
    `A form takes ${most} characters of each text, and this comment has more. Withdraw it, and import the changed file.`,
  'no-draft-yet': () =>
    'None of your working groups has a draft to comment on. The secretariat registers it first: draft.',
  'message-kept': ({ author, label }) =>
    `Nothing was saved: the organisation of ${author} lets no text about what is ${label} leave it, and this is its message. Say it in words of your own.`,
  'nothing-written': ({ reference }) => `No comment of your people on ${reference} waits.`,
  'comment-kept': ({ organisation, label }) =>
    `Nothing was saved: text about what is ${label} does not leave ${organisation}. Its delegate or deputy can change what leaves it.`,
  'evidence-needed': ({ reference }) =>
    `Write what shows how far ${reference} is, give a link, or send me a file with the words evidence ${reference}.`,
  'evidence-full': ({ reference, most }) =>
    `${reference} has ${most} pieces of evidence, which is the most. Withdraw one that others replace first.`,
  'evidence-file': ({ name, trouble }) => `Nothing was saved: ${evidenceTroubles[trouble](name)}`,
  'evidence-file-needed': () =>
    'Nothing was saved: no file came with the message. Attach it, of at most 10 MB, to the words evidence C-12.',
  'evidence-of-bot': () =>
    'An app wrote this message, and I am not told what it says. Add its link with the word evidence, for example evidence C-12 https://example.org/page.',
  'evidence-unknown': () => 'There is no such evidence that you may see. It may have been withdrawn.',
  'no-file': () => 'This evidence has no file that you may have. Open its list again to see what there is.',
  'link-unreadable': ({ typed }) => `“${typed}” is no address that I can read. Write it like https://example.org/page.`,
  'link-scheme': ({ scheme }) =>
    `An address that begins with ${scheme} can’t be a link here. Write one that begins with https:// or http://.`,
  'link-credentials': () =>
    'This address holds a name or a password, which everybody who sees the evidence would have. Take it out, up to the @.',
  'link-private': ({ host }) =>
    `${host} can be reached inside one network alone: others would open nothing, or something of their own. Give a public address, or send the file to me.`,
  'no-consortium': () =>
    'There is no consortium here yet. Found one with “consortium found”, or load the demonstration with “demo”.',
  'later-columns': () =>
    'A new row has no milestones, progress or note yet: leave these columns empty, and add them once it has its number.',
  'column-fixed': ({ reference, column, how }) => `A file does not change the ${column} of ${reference}: ${how}.`,
  'changed-since-file': ({ reference }) =>
    `${reference} was changed since this file was made, and what the file says would undo that. Export it again, and change that row there.`,
  'seen-by-reference': ({ reference, owner }) =>
    `You see the reference of ${reference} alone, since ${owner} keeps its text: leave its row as it was exported.`,
  'not-owners-row': ({ reference, owner }) =>
    `${reference} is reported on by ${owner} alone. Ask ${owner} for an update.`,
  'red-in-file': () => 'TLP:RED goes into no file. Log it by the form, in our 1:1 chat.',
  'rows-kept': ({ rows, organisation }) =>
    `Nothing was imported: ${organisation} keeps such texts to itself, and a file would store them. Take out ${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}, and log them in the chat.`,
  'owner-needed': ({ names }) => `Say whose it is in the column owner: ${names.join(', ')}.`,
  'owner-not-yours': ({ owner }) =>
    `You can promise nothing for ${owner}: this takes the secretariat, or a colleague of theirs.`,
  'commitments-needed': () =>
    'Attach a CSV file of at most 5 MB to the message “import commitments” in our 1:1 chat. “export commitments” gives one with every column.',
  'row-twice': ({ first }) => `This is in row ${first} already, which counts.`,
}
