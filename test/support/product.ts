/** The whole product for stories: one database, both adapters over real HTTP, a Slack and a Teams made for tests. */
import { createHttp, openPort } from '#adapters/http.ts'
import { mountDownloads } from '#adapters/web/downloads.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { mountPictures } from '#adapters/web/pictures.ts'
import type { Database } from '#db/connect.ts'
import type { PersonId } from '#src/core/id.ts'
import { shellIntent } from '#src/core/intent.ts'
import { demoFacts } from '#src/demo/facts.ts'
import { attach } from '#src/main/attach.ts'
import { compose } from '#src/main/compose.ts'
import { startConnector, tenant } from './connector.ts'
import { sealingKey } from './database.ts'
import { botToken, signingSecret, startSlack, workspace } from './slack.ts'

/** Whom each person of the demonstration is played by, and where. */
const slackPeople = {
  aiko: 'person_aiko',
  luc: 'person_luc',
  owen: 'person_owen',
  sam: 'person_sam',
  eva: 'person_eva',
} as const
const teamsPeople = {
  hana: 'person_hana',
  ines: 'person_ines',
  minjun: 'person_minjun',
  greta: 'person_greta',
} as const

export type Product = Awaited<ReturnType<typeof startProduct>>
export type Logged = { level: string; fields: Record<string, unknown>; message: string }

/** Starts it with the demonstration consortium; `alice` has an account on both platforms that nobody linked. */
export async function startProduct(database: Database) {
  const slack = await startSlack([...Object.keys(slackPeople), 'alice'], ['allied-evals', 'allied-data', 'elsewhere'])
  const teams = await startConnector()
  const logged: Logged[] = []
  const level = (name: string) => (fields: Record<string, unknown>, message: string) =>
    void logged.push({ level: name, fields, message })
  const log = { info: level('info'), warn: level('warn'), error: level('error') }
  const port = await openPort('127.0.0.1', 0)
  const url = `http://127.0.0.1:${port.port}`
  const own = { publicUrl: url, country: 'FR', keys: [sealingKey], installs: true }
  const composed = compose(database, own, log)
  const http = createHttp({ trustProxy: false })
  attach(
    composed,
    { slack: { signingSecret, botToken, oauth: slack.oauth, apiUrl: slack.apiUrl }, teams: teams.config },
    http,
    log,
  )
  mountHealth(http, () => database.ready(), sealingKey)
  mountDownloads(http, composed.downloads, url)
  mountPictures(http, composed.pictures)
  port.serve(http, log)
  slack.connect(url)
  teams.connect(url)

  const operator = (use: string, args: Record<string, string> = {}) =>
    composed.handle(shellIntent({ account: 'operator', use, args, key: crypto.randomUUID() }))
  await foundConsortium(database)
  const evaluation = teams.channel('evaluation-stories')
  await operator('bind-place', {
    platform: 'slack',
    workspace,
    channel: slack.channelId('allied-evals'),
    group: 'Evaluation',
    name: '#allied-evals',
  })
  await operator('bind-place', {
    platform: 'teams',
    workspace: tenant,
    channel: evaluation,
    group: 'Evaluation',
    name: 'Evaluation',
  })
  const linkInTeams = (name: string, person: PersonId) =>
    operator('link-account', { platform: 'teams', workspace: tenant, user: teams.person(name).aad, person })
  for (const [name, person] of Object.entries(slackPeople)) {
    await operator('link-account', { platform: 'slack', workspace, user: slack.userId(name), person })
  }
  for (const [name, person] of Object.entries(teamsPeople)) {
    await linkInTeams(name, person)
  }
  await teams.installed(teams.person('hana'), teams.chat(teams.person('hana')))
  await composed.begin()

  return {
    url,
    slack,
    teams,
    logged,
    composed,
    operator,
    /** Ties the Teams account that a person has under this name to a person of the demonstration. */
    linkInTeams,
    /** The channel of the Evaluation group on each platform. */
    places: { slack: slack.channelId('allied-evals'), teams: evaluation },
    async close(): Promise<void> {
      await port.close()
      await composed.stop()
      await slack.close()
      await teams.close()
    },
  }
}

/** The demonstration's organisations, people and recommendations, with no account and no place of its own. */
async function foundConsortium(database: Database): Promise<void> {
  const ofDemo = ['account-linked', 'place-bound', 'audience-set']
  let serial = 0
  const facts = demoFacts((prefix) => `${prefix}_story${serial++}`).filter(({ type }) => !ofDemo.includes(type))
  await database.store.transact('con_demo', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
}
