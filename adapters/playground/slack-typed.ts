/** What Slack makes of what somebody typed: escapes, mentions and links. Source: https://docs.slack.dev/messaging/formatting-message-text */
import { type Cast, handleOf } from './cast.ts'
import { bot } from './slack-desk.ts'

/** `named` is a slash command with should_escape, whose mentions carry a name; `bare` is a message. */
export function withMentions(typed: string, cast: Cast, form: 'named' | 'bare'): string {
  const known = mentionable(cast)
  const said = [...known.keys()].toSorted((a, b) => b.length - a.length).map((words) => RegExp.escape(words))
  const pattern = new RegExp(String.raw`(https?://[^\s<>|]+)|(${said.join('|')})(?![\p{L}\p{N}_])`, 'giu')
  return escaped(typed).replaceAll(pattern, (whole: string, url: string | undefined) => {
    if (url !== undefined) return `<${url}>`
    const mention = known.get(whole.toLowerCase())
    if (!mention) return whole
    return form === 'named' ? `<${mention.id}|${mention.name}>` : `<${mention.id}>`
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** People, channels and the bot, by what somebody types for them, in small letters. */
function mentionable(cast: Cast): Map<string, { id: string; name: string }> {
  const known = new Map([['@plenary', { id: `@${bot.user}`, name: 'plenary' }]])
  for (const person of cast.people) {
    if (person.platform !== 'slack') continue
    const mention = { id: `@${person.account}`, name: handleOf(person) }
    known.set(escaped(`@${person.name}`).toLowerCase(), mention)
    known.set(`@${mention.name}`, mention)
  }
  for (const { platform, channel, name } of cast.channels) {
    const bare = name.replace(/^#/, '')
    if (platform === 'slack') known.set(escaped(`#${bare}`).toLowerCase(), { id: `#${channel}`, name: bare })
  }
  return known
}
