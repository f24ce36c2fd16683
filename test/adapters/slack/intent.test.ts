import { expect, test } from 'vitest'
import { asTyped, buttonValue } from '#adapters/slack/intent.ts'

/** https://docs.slack.dev/messaging/formatting-message-text */
test.each([
  ['a &amp; b &lt;c&gt;', 'a & b <c>'],
  ['&amp;lt; is escaped once', '&lt; is escaped once'],
  ['<@U1|bob> and <@U2>', '@bob and @U2'],
  ['in <#C1|general> or <#C2>', 'in #general or #C2'],
  ['<https://example.org/?a=1&amp;b=2|the results>', 'https://example.org/?a=1&b=2'],
  ['<https://example.org>', 'https://example.org'],
  ['<mailto:bob@example.org|bob@example.org>', 'bob@example.org'],
  ['<tel:+81312345678|+81 3 1234 5678>', '+81 3 1234 5678'],
  ['<!channel> <!here> <!everyone>', '@channel @here @everyone'],
  ['<!channel|@channel>', '@channel'],
  ['<!subteam^S1|@editors> <!subteam^S2>', '@editors @S2'],
  ['<!date^1796371200^{date}|4 December>', '4 December'],
  ['“smart” ‘quotes’ — and dashes', '“smart” ‘quotes’ — and dashes'],
  ['&lt;@U1&gt; typed by hand', '<@U1> typed by hand'],
])('%s was typed as %s', (text, typed) => {
  expect(asTyped(text)).toBe(typed)
})

test('the value of a button has none of the characters that Slack escapes', () => {
  expect(buttonValue({ use: 'vote', args: { text: '<b> & "c"' }, opens: false })).not.toMatch(/[<>&]/)
})
