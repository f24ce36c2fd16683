/** Following and comments as people see them. */
import type { Actor } from '#src/core/access.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import type { FoundSubject } from '#src/filing/subject.ts'
import { subjectField } from '#src/filing/subject.ts'
import { bold, button, card, list, moment, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card, Text } from '#src/view/card.ts'
import { capital, counted, inShort } from '#src/view/phrases.ts'
import { type Comment, commentWords, longestComment } from './following.ts'

/** What is said of a subject to somebody: `title` is empty where its words are kept from the reader. */
export type Told = { subject: FoundSubject['subject']; reference: string; title: string; label: Tlp }

export function followedCard({ reference, title, item }: FoundSubject, isNew: boolean): Card {
  const drawn = card(
    `${isNew ? 'You follow' : 'You follow already:'} ${reference}`,
    text(title),
    note('You hear here, and in your digest, when it moves.'),
  )
  return withActions({ ...drawn, label: item.label }, unfollowButton(reference), listButton)
}

export function unfollowedCard({ reference, title, item }: FoundSubject): Card {
  const drawn = card(`You don’t follow ${reference}`, text(title))
  return withActions(
    { ...drawn, label: item.label },
    button(`Follow ${reference}`, 'follow', { reference }),
    listButton,
  )
}

const listButton: Action = button('Show what you follow', 'show-following', {})

function unfollowButton(reference: string): Action {
  return button(`Unfollow ${reference}`, 'unfollow', { reference })
}

/** The most that one card lists. */
const perPage = 10

/** What the reader follows, the last one first; `page` counts from 1. */
export function followingCard(followed: readonly FoundSubject[], page: number): Card {
  if (followed.length === 0) {
    return card('You follow nothing', text('Press Follow on a card, or type follow C-12 or follow R-4.2.'))
  }
  const pages = Math.max(1, Math.ceil(followed.length / perPage))
  const at = Math.min(page, pages)
  const shown = followed.slice((at - 1) * perPage, at * perPage)
  const turn = (label: string, to: number) => button(label, 'show-following', { page: String(to) })
  const label = strictest(shown.map(({ item }) => item.label))
  const drawn = card(
    `You follow ${counted(followed.length, 'item')}`,
    list(shown.map(({ reference, title }): Text => [bold(reference), ` ${inShort(title, 100)}`])),
    ...(pages > 1 ? [note(`Page ${at} of ${pages}.`)] : []),
  )
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...shown.map(({ reference }) => unfollowButton(reference)),
    ...(at < pages ? [turn('Next page', at + 1)] : []),
    ...(at > 1 ? [turn('Previous page', at - 1)] : []),
  )
}

/** To a follower: what moved, all of one move in one message. */
export function movedCard({ subject, reference, title, label }: Told, says: readonly string[]): Card {
  const drawn = card(
    `${reference} moved`,
    ...(title === '' ? [] : [text(title)]),
    list(says.map((line): Text => [capital(line)])),
    note('You follow it.'),
  )
  return withActions({ ...drawn, label }, showButton(subject.kind, reference), unfollowButton(reference))
}

function showButton(kind: FoundSubject['subject']['kind'], reference: string): Action {
  const use = kind === 'commitment' ? 'show-commitment' : 'show-recommendation'
  return button(`Show ${reference}`, use, { reference })
}

export function commentForm(found: FoundSubject | undefined): FormShape {
  return {
    title: 'Comment',
    submit: 'Add comment',
    fields: [
      ...(found ? [] : [subjectField]),
      { kind: 'paragraph', name: 'words', label: 'Comment', required: true, max: longestComment },
    ],
    note: [
      ...(found ? [bold(found.reference), ` ${found.title}\n`] : []),
      'It is posted under its card, in every place that shows it.',
    ],
  }
}

/** Under the card, in a shared place. */
export function commentCard(comment: Comment, told: Told, zone: string): Card {
  const { by, organisationName, saidAt } = comment
  const words = commentWords(comment, told.label, null)
  const drawn = card(
    `Comment on ${told.reference}`,
    text(words),
    note(`${by} (${organisationName}), `, moment(saidAt, zone)),
  )
  return { ...drawn, label: told.label }
}

/** To whoever said it. */
export function commentedCard(found: FoundSubject, places: readonly string[]): Card {
  const where =
    places.length === 0
      ? 'No other place shows its card: it is kept in the register, and shown with it.'
      : `Posted under its card in ${places.join(', ')}.`
  const drawn = card(`Comment on ${found.reference} added`, note(where))
  return withActions({ ...drawn, tone: 'good', label: found.item.label }, commentsButton(found), commentButton(found))
}

/** Oldest first; `page` counts from 1. */
export function commentsCard(
  found: FoundSubject,
  comments: readonly Comment[],
  { page, actor, zone }: { page: number; actor: Actor; zone: string },
): Card {
  const pages = Math.max(1, Math.ceil(comments.length / perPage))
  const at = Math.min(page, pages)
  const shown = comments.slice((at - 1) * perPage, at * perPage)
  const turn = (label: string, to: number) =>
    button(label, 'show-comments', { reference: found.reference, page: String(to) })
  const lines = shown.map((comment): Text => {
    const { by, organisationName, saidAt } = comment
    const words = commentWords(comment, found.item.label, actor)
    return [bold(`${by} (${organisationName})`), ' ', moment(saidAt, zone), `: ${words}`]
  })
  const drawn = card(
    `${found.reference} ${comments.length === 0 ? 'No comments yet' : counted(comments.length, 'comment')}`,
    text(found.title),
    ...(lines.length > 0 ? [list(lines)] : []),
    ...(pages > 1 ? [note(`Page ${at} of ${pages}, oldest first.`)] : []),
  )
  return withActions(
    { ...drawn, label: found.item.label },
    ...(at < pages ? [turn('Next page', at + 1)] : []),
    ...(at > 1 ? [turn('Previous page', at - 1)] : []),
    commentButton(found),
  )
}

function commentButton({ reference }: FoundSubject): Action {
  return button('Add comment', 'comment', { reference }, { opens: true })
}

function commentsButton({ reference }: FoundSubject): Action {
  return button('Show comments', 'show-comments', { reference })
}
