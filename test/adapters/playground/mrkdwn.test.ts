import { expect, test } from 'vitest'
import { formatDate, readMrkdwn } from '#adapters/playground/page/mrkdwn.ts'

const text = (words: string, style = {}) => ({ kind: 'text', text: words, style })

/** Source: https://docs.slack.dev/messaging/formatting-message-text */
test.each([
  [
    '*b* _i_ ~s~',
    [text('b', { bold: true }), text(' '), text('i', { italic: true }), text(' '), text('s', { strike: true })],
  ],
  ['a*b*c and 2 * 3 * 4', [text('a*b*c and 2 * 3 * 4')]],
  ['*bold _both_*', [text('bold ', { bold: true }), text('both', { bold: true, italic: true })]],
  ['`*x*` &lt;b&gt; &amp;amp;', [text('*x*', { code: true }), text(' <b> &amp;')]],
  ['```\n*x*\n```', [{ kind: 'pre', text: '*x*\n' }]],
  [
    '<https://a.example/?x=1&amp;y=2|a &lt;link&gt;>',
    [{ kind: 'link', url: 'https://a.example/?x=1&y=2', text: 'a <link>' }],
  ],
  [
    '<@U0BOB> <#C0EVALS|evals>',
    [
      { kind: 'mention', sign: '@', id: 'U0BOB', label: null },
      text(' '),
      { kind: 'mention', sign: '#', id: 'C0EVALS', label: 'evals' },
    ],
  ],
  ['<!channel>', [{ kind: 'mention', sign: '@', id: 'channel', label: null }]],
  [
    '<!date^1797346740^{date} at {time}|soon>',
    [{ kind: 'date', seconds: 1797346740, format: '{date} at {time}', url: null, fallback: 'soon' }],
  ],
  ['a\n&gt; quoted\nb', [text('a\n'), { kind: 'quote', pieces: [text('quoted')] }, text('b')]],
])('%j is read as Slack reads it', (written, pieces) => {
  expect(readMrkdwn(written)).toEqual(pieces)
})

const seconds = new Date(2026, 11, 15, 23, 59).getTime() / 1000
const now = new Date(2026, 11, 14, 12, 0)

test.each([
  ['{date_num} {time}', '2026-12-15 23:59'],
  ['{date_short}', '15 Dec 2026'],
  ['{date_long}', 'Tuesday 15 December 2026'],
  ['{date_short_pretty}, {time} for you', 'tomorrow, 23:59 for you'],
  ['{ago}', 'tomorrow'],
  ['{unknown}', '{unknown}'],
])('a date token %s is the reader’s own %s', (format, words) => {
  expect(formatDate(seconds, format, now)).toBe(words)
})
