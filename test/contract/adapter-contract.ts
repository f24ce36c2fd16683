/**
 * What every adapter must do, whatever its platform. Each adapter's tests call `adapterContract` with a harness: its own drawing and
 * parsing functions, and a reading of what it draws as the platform's client would show it.
 */
import { describe, expect, test } from 'vitest'
import type { Understood } from '#adapters/adapter.ts'
import type { DeliveryFailure } from '#src/core/delivery.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Sight } from '#src/core/sight.ts'
import type { Card } from '#src/view/card.ts'
import { Block } from '#src/view/card.ts'
import type { Form } from '#src/view/form.ts'
import { Field } from '#src/view/form.ts'
import {
  cardOf,
  cardWithActions,
  cardWithLink,
  fieldSamples,
  formWithProblems,
  hostile,
  longestCards,
  longestForm,
  sampleBlocks,
  sampleForm,
} from './samples.ts'

/** `Drawn` is the platform's own payload, `Ref` what the adapter puts into a message's ref. The suite looks into neither. */
export type AdapterHarness<Drawn, Ref> = {
  /** A card as it is posted. */
  drawCard(card: Card): Drawn
  /** A form as it is opened: a modal, a dialog. */
  drawForm(form: Form): Drawn
  /** All words that the person reads, typed values included, as the client shows them: markup interpreted, escapes undone. */
  shown(drawn: Drawn): string
  /** What can be clicked or rings a bell: every link's address, every mention and ping. Empty where there are words only. */
  links(drawn: Drawn): string[]
  /** What the intent says after a click on each button, in order: drawn, then sent back by the platform, then parsed. */
  clicks(drawn: Drawn): Understood[]
  /** What the intent says after the form is sent with these values; a field that is not named is left empty. */
  submit(drawn: Drawn, values: Record<string, string>): Pick<Understood, 'use' | 'args'>
  /** What breaks the platform's documented limits; one line each. */
  violations(drawn: Drawn): string[]
  refs: { samples: Ref[]; encode(ref: Ref): string; decode(text: string): Ref | undefined }
  /** For each kind, errors as the platform's SDK throws them; and the adapter's reading of one. */
  errors: Record<DeliveryFailure['kind'], unknown[]>
  failureOf(error: unknown): DeliveryFailure
  /** What the adapter sees of a channel of workspace `home` in which these read; `refused`: the platform says nothing. */
  observe(readers: Readers): Promise<Sight>
}

/** Who reads in a channel besides one person of the own workspace. */
export type Readers = 'refused' | { guests: number; of: string[]; people: number }

/** Runs the suite; call it at the top level of a test file. `platform` is the adapter's own. */
export function adapterContract<Drawn, Ref>(platform: ChatPlatform, harness: AdapterHarness<Drawn, Ref>): void {
  describe(`${platform} keeps the adapter contract`, () => {
    refs(harness)
    drawing(platform, harness)
    plainWords(harness)
    clicks(harness)
    forms(harness)
    limits(harness)
    failures(harness)
    readers(harness)
  })
}

function refs<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  test('a ref comes back as it was made', () => {
    for (const ref of harness.refs.samples) expect(harness.refs.decode(harness.refs.encode(ref))).toEqual(ref)
  })
  test.each(['', 'garbage', '{}', 'null', '[]', 'a:b', 'slack:', 'teams:', 'e30', 'slack:e30', 'teams:e30'])(
    'a ref that says %j is refused',
    (text) => expect(harness.refs.decode(text)).toBeUndefined(),
  )
  test('a ref that was cut short or added to is refused', () => {
    for (const ref of harness.refs.samples) {
      const text = harness.refs.encode(ref)
      expect(harness.refs.decode(text.slice(0, Math.floor(text.length / 2)))).toBeUndefined()
      expect(harness.refs.decode(`${text}:more`)).toBeUndefined()
    }
  })
}

function drawing<Drawn, Ref>(platform: ChatPlatform, harness: AdapterHarness<Drawn, Ref>) {
  test.each(Block.options.map((option) => option.shape.kind.value))(
    'a %s block is drawn with all its words',
    (kind) => {
      const { block, words } = sampleBlocks[kind]
      const drawn = harness.drawCard(cardOf(block))
      for (const word of words) expect(harness.shown(drawn)).toContain(word)
      expect(harness.violations(drawn)).toEqual([])
    },
  )
  test.each(Field.options.map((option) => option.shape.kind.value))(
    'a %s field is drawn with label, hint and value',
    (kind) => {
      const { field, value, shows } = fieldSamples[kind]
      const drawn = harness.drawForm({ ...sampleForm, fields: [field], values: { [field.name]: value } })
      for (const word of [field.label, field.hint ?? '', shows]) expect(harness.shown(drawn)).toContain(word)
      expect(harness.violations(drawn)).toEqual([])
    },
  )
  test('the label stands before the content', () => {
    const shown = harness.shown(
      harness.drawCard({ ...cardOf({ kind: 'text', text: ['Content'] }), label: 'TLP:AMBER' }),
    )
    expect(shown).toContain('TLP:AMBER')
    expect(shown.indexOf('TLP:AMBER')).toBeLessThan(shown.indexOf('Content'))
  })
  test('a tone is told by a symbol, never by colour alone', () => {
    const tones = (['neutral', 'good', 'warning', 'bad'] as const).map((tone) =>
      harness.shown(harness.drawCard({ ...cardOf({ kind: 'divider' }), tone })),
    )
    expect(new Set(tones).size).toBe(4)
  })
  test('a moment is shown in full, with its zone', () => {
    const drawn = harness.drawCard(
      cardOf({ kind: 'text', text: [{ moment: '2026-12-04T08:00:00.000Z', zone: 'Asia/Tokyo' }] }),
    )
    expect(harness.shown(drawn)).toContain('Friday 4 December 2026, 17:00 (Tokyo, UTC+9)')
  })
  test('a person of another platform is a name', () => {
    const account = { platform: 'slack', workspace: 'T1', account: 'U1' } as const
    const other = platform === 'slack' ? ({ ...account, platform: 'teams' } as const) : account
    const drawn = harness.drawCard(cardOf({ kind: 'text', text: [{ person: 'alice', account: other }] }))
    expect(harness.shown(drawn)).toContain('alice')
    expect(harness.links(drawn)).toEqual([])
  })
}

/** What somebody typed is shown letter by letter wherever it stands, and the client makes nothing of it. */
function plainWords<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  const places: [string, Card][] = [
    ['a title', { ...cardOf({ kind: 'divider' }), title: hostile }],
    ['a text', cardOf({ kind: 'text', text: ['before ', hostile, ' after'] })],
    ['a person', cardOf({ kind: 'text', text: [{ person: hostile }] })],
    ['a fact', cardOf({ kind: 'facts', facts: [{ label: 'Owner', value: [hostile] }] })],
    ['a list', cardOf({ kind: 'list', items: [[hostile]] })],
    ['a tally', cardOf({ kind: 'tally', of: 2, rows: [{ label: hostile, count: 1, by: [hostile] }] })],
    ['progress', cardOf({ kind: 'progress', rows: [{ label: hostile, step: 1, says: hostile }] })],
    ['a note', cardOf({ kind: 'note', text: [hostile] })],
    ['an image', cardOf({ kind: 'image', url: 'https://plenary.example/a.png', alt: hostile })],
  ]
  test.each(places)('what somebody typed stays plain words in %s', (_, card) => {
    const drawn = harness.drawCard(card)
    expect(harness.shown(drawn)).toContain(hostile)
    expect(harness.links(drawn)).toEqual([])
  })
  test('what somebody typed stays plain words in a form', () => {
    const note = [hostile]
    const problems = [{ says: hostile }, { field: 'text', says: hostile }]
    const drawn = harness.drawForm({ ...sampleForm, note, problems, values: { text: hostile } })
    expect(harness.shown(drawn)).toContain(hostile)
    expect(harness.links(drawn)).toEqual([])
  })
  test('a link goes where it says', () => {
    const text = [{ link: 'the results', url: 'https://example.org/r?a=1&b=(2)' }]
    const made = harness.links(harness.drawCard(cardOf({ kind: 'text', text }))).join(' ')
    expect(made).toContain('https://example.org/r?a=1&b=(2)')
  })
}

function clicks<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  test('each button comes back with its use, its arguments and whether it opens a form', () => {
    const expected = cardWithActions.actions.flatMap((action) => {
      if ('url' in action) return []
      const { use, args, opens } = action
      return [{ use, args, opens }]
    })
    expect(harness.clicks(harness.drawCard(cardWithActions))).toEqual(expected)
  })

  test('a button that opens a page says where', () => {
    const drawn = harness.drawCard(cardWithLink)
    expect(harness.violations(drawn)).toEqual([])
    for (const { label, url } of cardWithLink.actions.filter((action) => 'url' in action)) {
      expect(JSON.stringify(drawn)).toContain(JSON.stringify(label))
      expect(JSON.stringify(drawn)).toContain(JSON.stringify(url))
    }
  })
}

function forms<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  test('a submission brings every drawn field, its form and its consortium', () => {
    const sent = harness.submit(harness.drawForm(sampleForm), { text: ' Publish “results” & more ', group: 'wg_2' })
    const reserved = { form: sampleForm.id, consortium: sampleForm.consortium }
    expect(sent.use).toBe(sampleForm.use)
    expect(sent.args).toEqual({ text: ' Publish “results” & more ', due: '', group: 'wg_2', ...reserved })
  })
  test('a field that was cleared comes as an empty string, so that nothing older stands in for it', () => {
    const drawn = harness.drawForm({ ...sampleForm, values: { text: 'typed before', due: '15 Dec', group: 'wg_1' } })
    expect(harness.submit(drawn, {}).args).toMatchObject({ text: '', due: '', group: '' })
  })
  test('several choices come back as one value, joined by commas, and none as an empty string', () => {
    const { field, value } = fieldSamples.choices
    const drawn = harness.drawForm({ ...sampleForm, fields: [field], values: { [field.name]: value } })
    expect(harness.violations(drawn)).toEqual([])
    expect(harness.shown(drawn)).toContain('Japan')
    expect(harness.shown(drawn)).not.toContain('France')
    expect(harness.submit(drawn, { [field.name]: 'org_2,org_3' }).args).toMatchObject({ recipients: 'org_2,org_3' })
    expect(harness.submit(drawn, {}).args).toMatchObject({ recipients: '' })
  })
  test('a refused form is drawn with its problems and what was typed', () => {
    const shown = harness.shown(harness.drawForm(formWithProblems))
    for (const problem of formWithProblems.problems) expect(shown).toContain(problem.says)
    expect(shown).toContain('31 Febuary')
    expect(shown).toContain('Publish our evaluation results')
  })
}

function limits<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  test.each(longestCards)('the longest %s fits and is whole', (_, card, words) => {
    const drawn = harness.drawCard(card)
    expect(harness.violations(drawn)).toEqual([])
    for (const word of words) expect(harness.shown(drawn)).toContain(word)
  })
  test('the longest form fits and is whole', () => {
    const drawn = harness.drawForm(longestForm)
    expect(harness.violations(drawn)).toEqual([])
    for (const value of Object.values(longestForm.values)) expect(harness.shown(drawn)).toContain(value)
  })
  test('what is longer than any legal input is shortened to fit', () => {
    const endless = 'endless '.repeat(10_000)
    const blocks = Array.from({ length: 200 }, (): Block => ({ kind: 'text', text: [endless] }))
    const card = { ...cardWithActions, title: endless, blocks }
    expect(harness.violations(harness.drawCard(card))).toEqual([])
  })
}

function failures<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  const kinds = [
    'gone',
    'forbidden',
    'throttled',
    'unreachable',
    'rejected',
  ] as const satisfies DeliveryFailure['kind'][]
  test.each(kinds)('an error that means %s is told as such', (kind) => {
    expect(harness.errors[kind].length).toBeGreaterThan(0)
    for (const error of harness.errors[kind]) expect(harness.failureOf(error)).toMatchObject({ kind })
  })
  test('a throttle says how many seconds to wait', () => {
    for (const error of harness.errors.throttled)
      expect(harness.failureOf(error)).toEqual({ kind: 'throttled', seconds: 7 })
  })
}

function readers<Drawn, Ref>(harness: AdapterHarness<Drawn, Ref>) {
  test('among people of the own workspace alone nobody else is seen', async () => {
    const sight = await harness.observe({ guests: 0, of: [], people: 3 })
    expect(sight).toMatchObject({ seen: true, others: [], guests: false })
    expect(sight.seen && sight.kind).not.toBe('shared')
  })
  test('a guest among many is seen', async () => {
    expect(await harness.observe({ guests: 1, of: [], people: 60 })).toMatchObject({ seen: true, guests: true })
  })
  test('where more read than can be asked about, guests are taken to be among them', async () => {
    expect(await harness.observe({ guests: 0, of: [], people: 2_500 })).toMatchObject({ seen: true, guests: true })
  })
  test('every other workspace that reads is named, and the channel is shared', async () => {
    const sight = await harness.observe({ guests: 0, of: ['away-1', 'away-2'], people: 2 })
    expect(sight).toMatchObject({ seen: true, kind: 'shared' })
    expect(sight.seen && sight.others?.toSorted()).toEqual(['away-1', 'away-2'])
  })
  test('what the platform does not say is not seen, and told by a code', async () => {
    expect(await harness.observe('refused')).toEqual({ seen: false, code: expect.stringMatching(/^\w+$/) })
  })
}
