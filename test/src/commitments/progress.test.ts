import { describe, expect, test } from 'vitest'
import { understand } from '#src/commands.ts'

describe('a typed report of progress', () => {
  test.each([
    ['update C-12 substantial Draft sent', { progress: 'substantial', note: 'Draft sent' }],
    ['update C-12 not started', { progress: 'not started' }],
    ['update C-12 Not-Started: waits for money', { progress: 'Not-Started', note: 'waits for money' }],
    ['update C-12 COMPLETE', { progress: 'COMPLETE' }],
    ['update C-12 withdrawn — no longer needed', { progress: 'withdrawn', note: 'no longer needed' }],
    ['update C-12 limited\nFirst line\nsecond', { progress: 'limited', note: 'First line\nsecond' }],
    ['update C-12 completely done', { progress: 'completely', note: 'completely done' }],
    ['update C-12 halfway there', { progress: 'halfway', note: 'halfway there' }],
    ['update C-12', {}],
  ])('%j', (line, said) => {
    expect(understand(line)).toEqual({ use: 'report-progress', args: { reference: 'C-12', ...said }, opens: false })
  })

  test('that names nothing opens the form', () => {
    expect(understand('update')).toEqual({ use: 'report-progress', args: {}, opens: true })
    expect(understand('withdraw')).toEqual({ use: 'withdraw-commitment', args: {}, opens: true })
  })

  test('that withdraws has its reason in its own words', () => {
    const args = { reference: 'c12', note: 'withdrawn by the board' }
    expect(understand('withdraw c12 withdrawn by the board')).toEqual({
      use: 'withdraw-commitment',
      args,
      opens: false,
    })
  })
})

describe('a typed list', () => {
  test.each([
    ['commitments', {}],
    ['commitments 3', { page: '3' }],
    ['commitments page 3', { page: '3' }],
    ['commitments overdue', { overdue: 'yes' }],
    ['commitments Overdue 2', { overdue: 'yes', page: '2' }],
    ['commitments mine', { owner: 'mine' }],
    ['commitments japan', { owner: 'japan' }],
    ['commitments japan overdue 2', { owner: 'japan', overdue: 'yes', page: '2' }],
    ['commitments European Commission', { owner: 'European Commission' }],
    ['commitments G7', { owner: 'G7' }],
  ])('%j', (line, args) => {
    expect(understand(line)).toEqual({ use: 'list-commitments', args, opens: false })
  })
})
