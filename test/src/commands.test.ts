import { describe, expect, test } from 'vitest'
import { understand } from '#src/commands.ts'

describe('a typed line', () => {
  test.each([
    [
      'commit Publish our evaluation results by 15 December for R-4.2',
      { text: 'Publish our evaluation results', due: '15 December', recommendations: 'R-4.2' },
    ],
    [
      'commit Publish our results for R-4.2 by 15 December',
      { text: 'Publish our results', due: '15 December', recommendations: 'R-4.2' },
    ],
    [
      'commit Publish our results for R-4.2, R-1.1 and r2 by 15 December',
      { text: 'Publish our results', due: '15 December', recommendations: 'R-4.2, R-1.1 and r2' },
    ],
    [
      'commit Publish our results by 15 December for R-4.2 R-1.1',
      { text: 'Publish our results', due: '15 December', recommendations: 'R-4.2 R-1.1' },
    ],
    ['Commit  Nominate two experts by end of March ', { text: 'Nominate two experts', due: 'end of March' }],
    ['commit A report by experts by Friday', { text: 'A report by experts', due: 'Friday' }],
    ['commit Pay for lunch by Friday', { text: 'Pay for lunch', due: 'Friday' }],
    ['commit Publish our results', { text: 'Publish our results' }],
    ['commit Publish for R-9.9.9x by Friday', { text: 'Publish for R-9.9.9x', due: 'Friday' }],
  ])('“%s” is a commitment', (line, args) => {
    expect(understand(line)).toEqual({ use: 'log-commitment', args, opens: false })
  })

  test.each([
    [
      'poll Adopt the draft glossary? by Friday 17:00',
      { question: 'Adopt the draft glossary?', closes: 'Friday 17:00' },
    ],
    ['poll Adopt the glossary?', { question: 'Adopt the glossary?' }],
  ])('“%s” is a poll', (line, args) => {
    expect(understand(line)).toEqual({ use: 'open-poll', args, opens: false })
  })

  test.each([
    ['commit', 'log-commitment'],
    ['poll', 'open-poll'],
  ])('“%s” alone asks for the form', (line, use) => {
    expect(understand(line)).toEqual({ use, args: {}, opens: true })
  })

  test.each([
    ['show C-12', 'show-commitment', { reference: 'C-12' }],
    ['show c12', 'show-commitment', { reference: 'c12' }],
    ['show P-7', 'show-poll', { reference: 'P-7' }],
    ['show R-4.2', 'show-recommendation', { reference: 'R-4.2' }],
    ['vote P-7 Approve', 'ask-ballot', { reference: 'P-7', choice: 'approve' }],
    ['proposals', 'show-proposals', {}],
    ['help', 'help', {}],
    ['', 'help', {}],
    ['   ', 'help', {}],
  ])('“%s” is %s', (line, use, args) => {
    expect(understand(line)).toEqual({ use, args, opens: false })
  })
})

describe('an unknown word', () => {
  test('is met with the nearest one, ready to run with what followed it', () => {
    expect(understand('comit Publish by Friday')).toEqual({
      use: 'help',
      args: {
        unknown: 'comit',
        word: 'commit',
        use: 'log-commitment',
        args: JSON.stringify({ text: 'Publish', due: 'Friday' }),
      },
      opens: false,
    })
  })

  test('that is near a form’s word alone offers the form', () => {
    expect(understand('pol').args).toMatchObject({ word: 'poll', use: 'open-poll', opens: 'yes' })
  })

  test.each(['zzz', 'show Q-1', 'show', 'DROP TABLE polls'])('that is near nothing gets the help: “%s”', (line) => {
    const understood = understand(line)
    expect(understood.use).toBe('help')
    expect(understood.args).not.toHaveProperty('word')
    expect(understood.args).toHaveProperty('unknown')
  })
})

describe('help', () => {
  test.each([
    ['help commit', 'commit'],
    ['help commit Publish by Friday', 'commit Publish by Friday'],
  ])('“%s” is about a word', (line, about) => {
    expect(understand(line)).toEqual({ use: 'help', args: { about }, opens: false })
  })
})
