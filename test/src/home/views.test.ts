import { describe, expect, test } from 'vitest'
import { homeProblems } from '#adapters/playground/slack-limits.ts'
import { cardToHome } from '#adapters/slack/render-form.ts'
import { cardToAdaptiveCard } from '#adapters/teams/render-card.ts'
import { stamped } from '#src/answers.ts'
import { kinds } from '#src/home/kinds.ts'
import { homeCard, type Seen } from '#src/home/views.ts'
import { button } from '#src/view/build.ts'
import { cardToPlain } from '#src/view/plain.ts'

const words =
  'Publish the results of every evaluation that we carry out, with its methods, its raw data and all known limits'
const commitment = `com_${'0'.repeat(32)}`

/** As full as a home can be. */
const full: Seen = {
  consortium: 'Allied Forum on the Evaluation of Artificial Intelligence',
  waiting: kinds.map((kind) => ({
    kind,
    waiting: {
      total: 12,
      lines: Array.from({ length: 5 }, (_, n) => ({
        words: [{ bold: `C-${1000 + n}` }, ` ${words} (Organisation ${n}), 123 days overdue`],
        label: 'TLP:AMBER' as const,
        action: button(
          `Ask for an update on C-${1000 + n}`,
          'reply-to-assessment',
          { assessment: commitment, reference: `C-${n}` },
          { opens: true },
        ),
      })),
    },
  })),
  promises: Array.from({ length: 3 }, (_, n) => ({
    organisation: `org_${n}0`,
    name: `Organisation ${n}`,
    led: 123,
    total: 1234,
    overdue: 123,
    next: Array.from({ length: 2 }, (_, m) => line(100 * n + m)),
  })),
  moreOrganisations: 2,
  groups: Array.from({ length: 10 }, (_, n) => ({
    group: `wg_${n}0`,
    name: `Working group ${n} on the evaluation of models`,
    underWay: 1234,
    overdue: 123,
    openPolls: 12,
  })),
  moreGroups: 3,
  proposes: true,
}

function line(number: number): Seen['promises'][number]['next'][number] {
  return {
    id: `com_${number}`,
    number,
    text: words,
    label: 'TLP:AMBER',
    recipients: [],
    policy: {},
    organisation: 'org_x1',
    owner: 'Organisation 1',
    due: '2026-12-15',
    daysLeft: 23,
    progress: 'substantial',
    progressAt: '2026-11-03T12:00:00Z',
    confirmedAt: '2026-01-03T12:00:00Z',
    overdue: false,
    ownerLeft: false,
    reduced: false,
    freshness: 'current',
    found: null,
    outlook: null,
  }
}

describe('the fullest home', () => {
  const card = stamped(homeCard(full), `con_${'0'.repeat(32)}`)
  const plain = cardToPlain(card)

  test('is shown whole in Slack and in Teams: nothing is shortened, and Slack objects to nothing', () => {
    const { view, shortened } = cardToHome(card)
    expect(shortened).toEqual([])
    expect(homeProblems({ ...view })).toEqual([])
    const drawn = JSON.stringify(cardToAdaptiveCard(card, 'home'))
    expect(drawn.length).toBeLessThanOrEqual(28 * 1024)
    expect(drawn).not.toContain('Shortened to fit here')
    expect(drawn).toContain('Working group 9')
  })

  test('holds some of every kind, says how many more there are, and goes on with the next', () => {
    for (const { title, says, kind } of kinds) {
      expect(plain).toContain(`${title} (12)`)
      expect(plain).toContain(`[Show 11 more ${says}]`)
      expect(JSON.stringify(card)).toContain(`"kind":"${kind}","from":"1"`)
    }
  })

  test('shows five of a kind where few wait', () => {
    const few = cardToPlain(homeCard({ ...full, waiting: full.waiting.slice(0, 3) }))
    expect(few.match(/Show 7 more/g)).toHaveLength(3)
  })

  test('bears the narrowest label of what it shows, and none of what it leaves out', () => {
    expect(card.label).toBe('TLP:AMBER')
    const [first] = full.waiting
    const green = { words: ['x'], label: 'TLP:GREEN' as const }
    const hidden = Array.from({ length: 6 }, (_, n) => (n < 5 ? green : { ...green, label: 'TLP:RED' as const }))
    const waiting = first ? [{ ...first, waiting: { total: 6, lines: hidden.slice(0, 5) } }] : []
    expect(homeCard({ ...full, waiting, promises: [] }).label).toBe('TLP:GREEN')
    expect(homeCard({ ...full, waiting: [], promises: [] }).label).toBeUndefined()
  })
})

describe('a home in Teams', () => {
  test('opens a dialog by every button but the one for a home, since the answer to a click takes a message’s place', () => {
    const json = JSON.stringify(
      cardToAdaptiveCard(
        card(button('Open home in X', 'show-home', {}), button('Show digest', 'show-digest-now', {})),
        'home',
      ),
    )
    expect(json.match(/"type":"Action.Execute"/g)).toHaveLength(1)
    expect(json.match(/"type":"task\/fetch"/g)).toHaveLength(1)
  })
})

function card(...actions: ReturnType<typeof button>[]) {
  return { title: 'Your home', tone: 'neutral' as const, blocks: [], actions }
}
