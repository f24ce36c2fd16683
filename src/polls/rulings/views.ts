/** Rulings, contests and the one change after the close, as people see them. */
import type { Seat } from '#src/core/access.ts'
import type { ContestId, FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { counted } from '#src/view/phrases.ts'
import { type Contest, type ContestRuling, type Flipped, longestReason } from '../afterwards.ts'
import { type Ballot, type Poll, pollReference, type ReasonsRuling } from '../poll.ts'
import { rules } from '../rules/rules.ts'
import { did } from '../vote-views.ts'

type Names = ReadonlyMap<string, string>

const why: Field = { kind: 'paragraph', name: 'reason', label: 'Why', required: true, max: longestReason }

export function reasonsForm(poll: Poll, negatives: readonly Ballot[], names: Names): FormShape {
  const out = negatives.filter(({ ruling }) => ruling === 'not-technical').map(({ organisation }) => organisation)
  return {
    title: 'Rule on reasons',
    submit: 'Rule on reasons',
    fields: [
      {
        kind: 'choices',
        name: 'notTechnical',
        label: 'Reasons that are not technical',
        hint: 'Of the others the reasons are technical',
        required: false,
        options: negatives.map(({ organisation }) => ({
          value: organisation,
          label: names.get(organisation) ?? organisation,
        })),
      },
      why,
    ],
    values: out.length > 0 ? { notTechnical: out.join(',') } : {},
    note: [
      bold(pollReference(poll)),
      ` ${counted(negatives.length, 'disapproval')} with reasons: read them with Read comments on its card. ${rules[poll.rule].name} leaves out what is not technical. A new result is written beside the first.`,
    ],
  }
}

type Ruled = { organisation: string; ruling: ReasonsRuling }

export function reasonsCard(poll: Poll, ruled: readonly Ruled[], names: Names): Card {
  const out = ruled.filter(({ ruling }) => ruling === 'not-technical')
  const said = out.map(({ organisation }) => names.get(organisation) ?? organisation).join(', ')
  return labelled(poll, {
    ...card(
      `Reasons on ${pollReference(poll)} are ruled on`,
      text(out.length === 0 ? 'All are technical.' : `Not technical, and left out: ${said}.`),
      note('It is counted again, and every earlier result stays.'),
    ),
    tone: 'good',
  })
}

export function toldReasonsCard(poll: Poll, organisation: string, reason: string): Card {
  const reference = pollReference(poll)
  const drawn = labelled(
    poll,
    card(
      `${reference} The reasons of ${organisation} were ruled not to be technical`,
      text(bold('The secretariat says: '), reason),
      note('Its disapproval is left out of the count. You may contest the result.'),
    ),
  )
  const contest = button('Contest result', 'contest-result', { reference }, { opens: true })
  return { ...drawn, actions: [...drawn.actions, contest] }
}

export function contestForm(poll: Poll, seats: readonly Seat[]): FormShape {
  const whom: Field[] =
    seats.length < 2
      ? []
      : [
          {
            kind: 'choice',
            name: 'organisation',
            label: 'For',
            required: true,
            options: seats.map(({ organisation, name }) => ({ value: organisation, label: name })),
          },
        ]
  return {
    title: 'Contest result',
    submit: 'Contest result',
    fields: [...whom, { ...why, label: 'Why the result is wrong' }],
    note: [bold(pollReference(poll)), ' Everybody who sees the result reads this, and the chair rules on it.'],
  }
}

export function contestedCard(poll: Poll, organisation: string): Card {
  return labelled(poll, {
    ...card(
      `${organisation} contests the result of ${pollReference(poll)}`,
      note('The card says so, and the chair rules whether it stands or is counted again. You hear of it.'),
    ),
    tone: 'good',
  })
}

export function toChairCard(poll: Poll, organisation: string, contest: ContestId): Card {
  const drawn = labelled(
    poll,
    card(
      `${pollReference(poll)} ${organisation} contests the result`,
      text('Rule whether it stands or is counted again, with your reason.'),
    ),
  )
  const rule = button('Rule on contest', 'rule-on-contest', { contest }, { opens: true })
  return { ...drawn, actions: [rule, ...drawn.actions] }
}

const contestRulings: Record<ContestRuling, string> = {
  stands: 'The result stands',
  recount: 'It is counted again',
}

export function contestRulingForm(poll: Poll, { reason }: Contest, organisation: string): FormShape {
  return {
    title: 'Rule on contest',
    submit: 'Rule on contest',
    fields: [
      {
        kind: 'choice',
        name: 'ruling',
        label: 'Ruling',
        required: true,
        options: Object.entries(contestRulings).map(([value, label]) => ({ value, label })),
      },
      why,
    ],
    note: [
      bold(pollReference(poll)),
      ` ${organisation} contests the result`,
      poll.question === '' ? '.' : `: “${reason}”`,
    ],
  }
}

export function contestRuledCard(poll: Poll, organisation: string, ruling: ContestRuling): Card {
  return labelled(poll, {
    ...card(
      `${contestRulings[ruling]}: ${pollReference(poll)}`,
      note(`Those who speak for ${organisation} are told why. Every earlier result stays.`),
    ),
    tone: 'good',
  })
}

export function toldContestCard(
  poll: Poll,
  organisation: string,
  { ruling, reason }: { ruling: ContestRuling; reason: string },
): Card {
  return labelled(
    poll,
    card(
      `${pollReference(poll)} The chair ruled on the contest of ${organisation}`,
      text(bold(`${contestRulings[ruling]}. `), reason),
    ),
  )
}

export function askFlipCard(poll: Poll, choice: Flipped, seats: readonly Seat[], form: FormId): Card {
  const drawn = card(
    `Change the disapproval on ${pollReference(poll)} to ${choice}?`,
    text('It is closed. The rule lets a disapproval be changed once, and it is counted again.'),
    note('This can’t be undone. Nothing is saved yet.'),
  )
  return withActions(
    { ...drawn, label: poll.label },
    ...seats.map(({ organisation, name }) =>
      button(`Change ${name}’s vote`, 'flip-ballot', { form, organisation, sure: 'yes' }, { style: 'primary' }),
    ),
    button('Not yet', 'show-poll', { poll: poll.id }),
  )
}

/** To the voter, privately. Of an unattributed poll it never says what was chosen. */
export function flippedCard(poll: Poll, organisation: string, choice: Flipped): Card {
  const reference = pollReference(poll)
  const what = poll.unattributed ? 'changed its vote on' : `now ${did[choice]}`
  return labelled(poll, {
    ...card(`${organisation} ${what} ${reference}`, note('It is counted again, and the first result stays.')),
    tone: 'good',
  })
}

function labelled(poll: Poll, drawn: Card): Card {
  const show = button(`Show ${pollReference(poll)}`, 'show-poll', { poll: poll.id })
  return { ...drawn, label: poll.label, actions: [...drawn.actions, show] }
}
