/** What a browser asks, with a good link and with every other. */
import type { Attempt, Way } from './attempt.ts'
import { mangled } from './mutate.ts'
import type { Random } from './random.ts'
import { bytesOf, type Headers, type Wire } from './request.ts'

const consortium = 'con_demo'

/** `link` is a token that was sent to somebody. */
export function pageAttempt(way: Way, link: string, random: Random): Attempt {
  const good = random.pick([get('/healthz'), get('/readyz'), get(`/d/${consortium}/${link}`)])
  switch (way) {
    case 'valid':
      return { kind: 'Page', way, wire: good }
    case 'forged':
      return { kind: 'Page', way, wire: guessed(link, random) }
    case 'torn':
      return { kind: 'Page', way, wire: good, raw: mangled(bytesOf(good), random) }
    case 'changed':
      return { kind: 'Page', way, wire: { ...good, headers: [...good.headers, ['Cookie', cookieOf(random)]] } }
    case 'carried':
      return { kind: 'Page', way, wire: misplaced(good, random) }
  }
}

function get(path: string, headers: Headers = []): Wire {
  return { method: 'GET', path, headers, body: Buffer.alloc(0) }
}

/** Nobody was sent this link, or nobody redeemed it in this browser. */
function guessed(link: string, random: Random): Wire {
  const cookie: Headers = [['Cookie', cookieOf(random)]]
  const token = random.pick([
    random.word(43),
    link.slice(0, -1),
    `${link}x`,
    swapped(link, random),
    link.toUpperCase(),
    `%00${link}`,
    '__proto__',
  ])
  const other = random.pick([
    'con_other',
    'con_none',
    'con_',
    '__proto__',
    'CON_DEMO',
    'con_demo%20',
    '..',
    "con_demo'--",
  ])
  return random.pick([
    get(`/d/${consortium}/${token}`, cookie),
    { ...get(`/d/${consortium}/${token}`, cookie), method: 'POST' },
    get(`/d/${other}/${link}`, cookie),
    { ...get(`/d/${other}/${link}`, cookie), method: 'POST' },
    get(
      `/d/${consortium}/${link}/${random.pick(['1', '2', '0', '-1', '1e9', 'NaN', '1.5', '../1', '99999999999999999999'])}`,
      cookie,
    ),
    get(
      `/slack/install${random.pick(['', '?ticket=', `?ticket=${random.word(43)}`, '?ticket[]=a', '?ticket=a&ticket=b', '?ticket=__proto__'])}`,
    ),
    get(
      `/slack/oauth_redirect?code=${random.word(20)}&state=${random.pick(['', random.word(43), '__proto__', '%00', `${random.word(9)}:${random.word(9)}`])}`,
      [['Cookie', `slack-app-oauth-state=${random.word(43)}`]],
    ),
    get(
      `/slack/oauth_redirect${random.pick(['', '?state[a]=1&code=1', '?code=a&code=b&state=c', `?code=${'c'.repeat(6_000)}`])}`,
    ),
    get(
      `/${random.pick(['.env', '.git/config', 'admin', 'slack', 'api', 'd', 'metrics', 'playground', 'slack/events/../../healthz'])}`,
    ),
  ])
}

function swapped(link: string, random: Random): string {
  const at = random.int(link.length)
  return `${link.slice(0, at)}${link[at] === 'a' ? 'b' : 'a'}${link.slice(at + 1)}`
}

function cookieOf(random: Random): string {
  return random.pick([
    `plenary_report=${random.word(43)}`,
    `plenary_report=${random.word(43)}; plenary_report=${random.word(43)}`,
    'plenary_report=',
    `plenary_report=${'a'.repeat(5_000)}`,
    '; ; =; plenary_report',
    'plenary_report=%00',
  ])
}

function misplaced(wire: Wire, random: Random): Wire {
  return random.pick<Wire>([
    { ...wire, method: random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE']) },
    { ...wire, body: Buffer.from('x'.repeat(random.int(5_000))) },
    { ...wire, path: `${wire.path}?${random.word(9)}[__proto__]=1&a=%E0%A4%A` },
    {
      ...wire,
      headers: [
        ['Host', 'evil.example'],
        ['X-Forwarded-Host', 'evil.example'],
        ['Accept', '\u00ff'],
        ['Range', 'bytes=9-1'],
      ],
    },
  ])
}
