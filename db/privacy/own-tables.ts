/** What is held for a person alone: who it is, how it is reached, what it set, and what is kept for a time only. */
import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { type PersonId, PollId } from '#src/core/id.ts'
import { isInFiles } from '#src/polls/disclosed.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import { cardToPlain } from '#src/view/plain.ts'
import type { Tx } from '../link.ts'
import { chatAccounts } from '../schema/addresses.ts'
import { acting, imports, invitations, organisations, people, seats } from '../schema/consortium.ts'
import { deliveries, formDrafts } from '../schema/delivery.ts'
import { digests } from '../schema/digests.ts'
import { documents, links } from '../schema/documents.ts'
import { homes } from '../schema/homes.ts'
import { polls } from '../schema/polls.ts'
import { table, tableOfItems } from './held.ts'

export async function settingsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const own = await tx
    .select({
      Id: people.id,
      Name: people.name,
      Zone: people.zone,
      Contact: people.contact,
      'Erased at': people.erasedAt,
    })
    .from(people)
    .where(eq(people.id, person))
  const { role: Role, standing: Standing, from: From, until: Until } = seats
  const held = await tx
    .select({ Organisation: organisations.short, Role, Standing, From, Until })
    .from(seats)
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, seats.consortium), eq(organisations.id, seats.organisation)),
    )
    .where(eq(seats.person, person))
    .orderBy(asc(organisations.short), asc(seats.role))
  const { platform: Platform, workspace: Workspace, account: Account } = chatAccounts
  const accounts = await tx
    .select({ Platform, Workspace, Account, 'Linked at': chatAccounts.linkedAt })
    .from(chatAccounts)
    .where(eq(chatAccounts.person, person))
    .orderBy(asc(chatAccounts.linkedAt))
  const chosen = await tx
    .select({ Place: acting.place, Organisation: acting.organisation })
    .from(acting)
    .where(eq(acting.person, person))
    .orderBy(asc(acting.place))
  const { weekday: Weekday, minute: Minute, zone: Zone, platform, sentUntil, nextAt } = digests
  const digest = await tx
    .select({ Weekday, Minute, Zone, Platform: platform, 'Sent until': sentUntil, 'Next at': nextAt })
    .from(digests)
    .where(eq(digests.person, person))
  const opened = await tx
    .select({
      Platform: homes.platform,
      Via: homes.via,
      Workspace: homes.workspace,
      Account: homes.account,
      Opened: homes.openedAt,
    })
    .from(homes)
    .where(eq(homes.person, person))
    .orderBy(asc(homes.openedAt))
  return [
    table('Person', own),
    table('Seats', held),
    table('Accounts', accounts),
    table('Acting for', chosen),
    table('Digest', digest),
    table('Homes', opened),
  ]
}

export async function passingOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const drafts = await tx.select().from(formDrafts).where(draftsOf(person)).orderBy(asc(formDrafts.expiresAt))
  const shown = await votesShown(tx, drafts)
  const answers = await tx.select().from(deliveries).where(eq(deliveries.person, person)).orderBy(asc(deliveries.at))
  const invited = await tx
    .select()
    .from(invitations)
    .where(or(eq(invitations.person, person), eq(invitations.madeBy, person)))
    .orderBy(asc(invitations.expiresAt))
  const brought = await tx.select().from(imports).where(eq(imports.person, person)).orderBy(asc(imports.startedAt))
  return [
    table(
      'Drafts',
      shown.map(({ use, platform, workspace, account, values, expiresAt }) => ({
        ...{ Use: use, Platform: platform, Workspace: workspace, Account: account },
        ...{ Values: JSON.stringify(values), Until: expiresAt },
      })),
    ),
    tableOfItems(
      'Answers',
      'Answer',
      answers.map(({ key, at, answer }) => {
        const { label, words } =
          answer.kind === 'form' ? { label: undefined, words: answer.form.title } : drawn(answer.card)
        const item = { label: label ?? 'TLP:CLEAR', source: null, recipients: [person] }
        return { item, row: { Request: key, At: at, Answer: words } }
      }),
    ),
    table(
      'Invitations',
      invited.map(({ id, person: invitee, madeBy, state, tries, expiresAt }) => ({
        ...{ Code: id, 'For you': invitee === person, 'Made by you': madeBy === person },
        ...{ State: state, Tries: tries, 'Expires at': expiresAt },
      })),
    ),
    ...(await filesOf(tx, person)),
    table(
      'Imports',
      brought.map(({ kind, name, total, startedAt, report, rows }) => ({
        ...{ Kind: kind, File: name, Rows: total, 'Started at': startedAt, Result: report, 'Rows that wait': rows },
      })),
    ),
  ]
}

async function filesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const {
    name: Name,
    type: Type,
    hash,
    label: Label,
    needs: Needs,
    organisation: Organisation,
    madeAt,
    expiresAt,
    id,
  } = documents
  const size = sql<number>`octet_length(${documents.bytes})`
  const made = await tx
    .select({
      Id: id,
      Name,
      Type,
      Bytes: size,
      'SHA-256': hash,
      Label,
      Needs,
      Organisation,
      'Made at': madeAt,
      Until: expiresAt,
    })
    .from(documents)
    .where(eq(documents.person, person))
    .orderBy(asc(id))
  const { document: File, platform: Platform, workspace: Workspace, account: Account, redeemedAt } = links
  const sent = await tx
    .select({ File, Platform, Workspace, Account, Until: links.expiresAt, 'Opened at': redeemedAt })
    .from(links)
    .innerJoin(documents, and(eq(documents.consortium, links.consortium), eq(documents.id, links.document)))
    .where(eq(documents.person, person))
    .orderBy(asc(links.expiresAt))
  return [table('Files made for you', made), table('Links sent', sent)]
}

/** Drafts belong to accounts. */
export function draftsOf(person: PersonId) {
  return sql`exists (select from ${chatAccounts} a where a.person_id = ${person}
    and (a.platform, a.workspace, a.account) = (${formDrafts.platform}, ${formDrafts.workspace}, ${formDrafts.account}))`
}

function drawn(card: Parameters<typeof cardToPlain>[0]) {
  return { label: card.label, words: cardToPlain(card) }
}

/** What was filled in to vote, without the vote where no file may hold it. */
async function votesShown<Draft extends { values: Record<string, string> }>(tx: Tx, drafts: Draft[]): Promise<Draft[]> {
  const asked = drafts.flatMap(({ values }) => PollId.safeParse(values.poll).data ?? [])
  const found = asked.length === 0 ? [] : await tx.select().from(polls).where(inArray(polls.id, asked))
  const kept = new Set<string>(found.filter((poll) => !isInFiles(poll)).map(({ id }) => id))
  return drafts.map((draft) => {
    if (!kept.has(draft.values.poll ?? '')) return draft
    const { choice: _choice, remarks: _remarks, ...values } = draft.values
    return { ...draft, values }
  })
}
