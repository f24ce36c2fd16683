/** Voting as a voter sees it: the question before a ballot is cast, the form for its comments or reasons, the confirmation. */

import type { Seat, SigningRole } from '#src/core/access.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { button, card, deadline, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import type { OwnBallot } from './disclosed.ts'
import { type Choice, longestRemarks, type Poll, pollReference } from './poll.ts'
import { rules } from './rules/rules.ts'

export const did: Record<Choice, string> = {
  approve: 'approved',
  'approve-with-comments': 'approved with comments',
  disapprove: 'disapproved',
  abstain: 'abstained on',
}
export const verb: Record<Choice, string> = {
  approve: 'Approve',
  'approve-with-comments': 'Approve with comments',
  disapprove: 'Disapprove',
  abstain: 'Abstain',
}

/** An own ballot with the name of who cast it; null where nobody has it any more. */
export type OwnCast = OwnBallot & { by: string | null }

/** For whom somebody may vote. `standing`: the ballot that it would replace. `fixed`: by the rule that one stays. */
export type VoteFor = {
  seat: Seat & { role: SigningRole }
  standing: OwnCast | undefined
  outranked: boolean
  fixed: boolean
}

/** Words that a choice can't do without under the poll's rule, and those that may come with it. */
export function remarksOf({ rule }: Pick<Poll, 'rule'>, choice: Choice): 'needed' | 'welcome' | 'none' {
  if (choice === 'approve-with-comments') return 'needed'
  if (choice !== 'disapprove') return 'none'
  return rules[rule].needsReasons ? 'needed' : 'welcome'
}

/** Asked once, privately, before a ballot is cast for an organisation. */
export function askCard(poll: Poll, choice: Choice, votes: VoteFor[], zone: string): Card {
  const lines: Block[] = votes.flatMap((vote) => standingLine(poll, vote, zone))
  const words = remarksOf(poll, choice)
  const open = votes.filter(({ fixed }) => !fixed)
  const casts: Action[] = open.flatMap(({ seat, standing }) => {
    const args = { poll: poll.id, choice, organisation: seat.organisation, ...(standing && { replaces: 'yes' }) }
    const label = standing ? `Replace ${seat.name}’s vote` : `Cast for ${seat.name}`
    const cast = button(label, 'cast-ballot', args, { style: 'primary' })
    if (words === 'none') return [cast]
    const noun = choice === 'disapprove' ? 'reasons' : 'comments'
    const write = button(`Write ${noun} for ${seat.name}`, 'cast-ballot', args, { opens: true })
    return words === 'needed' ? [write] : [cast, write]
  })
  const isLeftOut = choice === 'disapprove' && !rules[poll.rule].countsBare
  const bare = isLeftOut ? [note('Without reasons it counts as returned, not as against.')] : []
  const whom = votes.length === 1 ? `Cast for ${votes[0]?.seat.name}: ${verb[choice]}?` : `${verb[choice]}: for whom?`
  return withActions(
    { ...card(whom, text(`${pollReference(poll)} ${poll.question}`.trim()), ...lines, ...bare), label: poll.label },
    ...casts,
    button('Not yet', 'show-poll', { poll: poll.id }),
  )
}

function standingLine(poll: Poll, { seat, standing, outranked, fixed }: VoteFor, zone: string): Block[] {
  if (!standing) return []
  const what = standing.choice === null ? 'voted on' : did[standing.choice]
  const cast = `${seat.name} ${what} ${pollReference(poll)} (cast by ${castAs(standing)}, ${timeIn(standing.castAt, zone)}).`
  const role = outranked ? ` You are its ${roleName(seat.role)}.` : ''
  return [text(cast, role, fixed ? ' Under this rule that vote stands.' : '')]
}

/** Where the comments or reasons of a ballot are written; sending it casts the ballot. */
export function remarksForm(poll: Poll, choice: Choice, votes: VoteFor[], zone: string): FormShape {
  const [only] = votes
  const reasons = choice === 'disapprove'
  const whom: Field[] =
    votes.length < 2
      ? []
      : [
          {
            kind: 'choice',
            name: 'organisation',
            label: 'For',
            required: true,
            options: votes.map(({ seat }) => ({ value: seat.organisation, label: seat.name })),
          },
        ]
  const remarks: Field = {
    kind: 'paragraph',
    name: 'remarks',
    label: reasons ? 'Reasons' : 'Comments',
    required: remarksOf(poll, choice) === 'needed',
    max: longestRemarks,
    ...(reasons && { hint: 'What is wrong, and what would change the vote' }),
  }
  const standing = votes.flatMap((vote) => standingLine(poll, vote, zone))
  const note = standing.flatMap((block) => (block.kind === 'text' ? block.text : []))
  return {
    title: `${verb[choice]}: ${pollReference(poll)}`,
    submit: 'Cast vote',
    fields: [...whom, remarks],
    keeps: {
      ...(votes.length === 1 && only && { organisation: only.seat.organisation }),
      ...(standing.length > 0 && { replaces: 'yes' }),
    },
    ...(note.length > 0 && { note }),
  }
}

/** To the voter, privately. `choice`: null where it is not repeated. */
export function castCard(poll: Poll, choice: Choice | null, organisation: string, zone: string): Card {
  const what = choice === null ? 'voted on' : did[choice]
  const drawn = card(
    `${organisation} ${what} ${pollReference(poll)}`,
    ...(poll.question === '' ? [] : [text(poll.question)]),
    note('You may change it until it closes: ', deadline(poll.closesAt, zone), '.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: poll.label },
    button('Change vote', 'show-poll', { poll: poll.id }),
    button('Show receipt', 'show-receipt', { poll: poll.id }),
  )
}

/** `Luc Bernard, its head delegate`, and `its head delegate in writing` where the secretariat recorded it. */
export function castAs({ by, role, recorded }: Pick<OwnCast, 'by' | 'role' | 'recorded'>): string {
  if (recorded !== null) return `its ${roleName(role)} in writing`
  return by === null ? `its ${roleName(role)}` : `${by}, its ${roleName(role)}`
}

/** `head delegate`, as people say it. */
export function roleName(role: SigningRole): string {
  return role.replace('-', ' ')
}

/** `27 November, 10:42` in the zone. */
export function timeIn(instant: string, zone: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const day = zoned.toLocaleString('en-GB', { day: 'numeric', month: 'long' })
  return `${day}, ${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
