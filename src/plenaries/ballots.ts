/** Ballots in the plenary report: each with its rule in words, both sides of every comparison as integers, and what was left out and why. Pure. */
import { rules } from '#src/polls/rules/rules.ts'
import type { Part, Table } from '#src/view/document.ts'
import type { PlenaryState } from './state.ts'
import type { PastPoll } from './store.ts'

type Counted = PastPoll & { ruling: NonNullable<PastPoll['ruling']> }

export function ballotParts({ polls }: Pick<PlenaryState, 'polls'>): Part[] {
  return polls.flatMap((poll): Part[] => {
    const title: Part = { kind: 'heading', level: 2, text: `P-${poll.number} ${poll.question}` }
    const decided = poll.decided.map(({ what, words }) => ({ label: what, value: [words || 'without further words'] }))
    if (!isCounted(poll)) return decided.length === 0 ? [] : [title, { kind: 'facts', facts: decided }]
    const arithmetic = linesOf(poll).map(({ criterion, sum, met }) => ({
      label: criterion,
      value: [`${sum}${met === null ? '' : met ? ', met' : ', not met'}`],
    }))
    return [
      title,
      {
        kind: 'facts',
        facts: [
          { label: 'Standing', value: [standingText(poll)] },
          { label: 'Rule', value: [rules[poll.rule].says] },
          { label: 'Returned', value: [`${returned(poll)} of ${poll.eligible} eligible`] },
          { label: 'Left out', value: [leftOutText(poll) || 'none'] },
          ...arithmetic,
          ...decided,
        ],
      },
    ]
  })
}

export function ballotTable({ polls }: Pick<PlenaryState, 'polls'>): Table {
  const column = (header: string, width: number) => ({ header, width })
  const columns = [
    ...[column('Number', 10), column('Standing', 40), column('Rule', 60), column('Eligible', 10)],
    ...[column('Returned', 10), column('Left out', 40), column('Criterion', 50), column('Sum', 30)],
    ...[column('Met', 8), column('Decided', 60), column('Label', 18)],
  ]
  const rows = polls
    .filter(isCounted)
    .flatMap((poll) =>
      linesOf(poll).map(({ criterion, sum, met }) => [
        ...[`P-${poll.number}`, standingText(poll), rules[poll.rule].says, poll.eligible, returned(poll)],
        ...[leftOutText(poll) || null, criterion, sum, met === null ? null : met ? 'yes' : 'no'],
        ...[decidedText(poll) || null, poll.label],
      ]),
    )
  return { name: 'Ballots', columns, rows }
}

function isCounted(poll: PastPoll): poll is Counted {
  return poll.ruling !== null
}

/** Where nothing was compared, that is said: no ballot is without its line. */
function linesOf({ rule, ruling }: Counted): { criterion: string; sum: string; met: boolean | null }[] {
  if (ruling.arithmetic.length > 0) return ruling.arithmetic
  const none =
    rule === 'consensus' ? 'No count decides: the chair finds whether there is consensus.' : 'Nothing to compare.'
  return [{ criterion: 'Finding', sum: none, met: null }]
}

/** What was compared and what was left out are all that came back. */
function returned({ ruling }: Counted): number {
  return ruling.leftOut.reduce((sum, { count }) => sum + count, ruling.compared)
}

function leftOutText({ ruling }: Counted): string {
  return ruling.leftOut.map(({ why, count }) => `${count} ${why}`).join(', ')
}

function decidedText({ decided }: PastPoll): string {
  return decided.map(({ what, words }) => (words === '' ? what : `${what}: ${words}`)).join('; ')
}

function standingText({ standing, rule }: PastPoll): string {
  if (standing === 'decision') return 'Decision of this consortium'
  return `Indicative: the official vote is cast at ${rules[rule].body ?? 'the standards body'}`
}
