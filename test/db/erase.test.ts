import { expect, test } from 'vitest'
import { said } from '#src/core/answer.ts'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Fact } from '#src/readers.ts'
import { unmatched } from '#src/register/verify.ts'
import { card } from '#src/view/build.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, state } from '#test/support/database-facts.ts'
import { terms, uncounted } from '#test/support/polls.ts'

const person: PersonId = 'person_zq'
/** Whatever tells who she is, wherever it stands. */
const marks = ['Zephyrine Quill', 'zq@quill.example', 'UZEPHYR', 'teams-zephyr', 'UOLDZEPH', 'Her own words']

/** Columns that hold a person's id or words, and the table of the export in which their rows stand. */
const covered: Record<string, string> = {
  'acting.person_id': 'Acting for',
  'assessments.assessed_by': 'Assessments made',
  'assessments.replied_by': 'Replies to assessments',
  'assessments.reply': 'Replies to assessments',
  'assessments.why': 'Assessments made',
  'ballots.cast_by': 'Ballots cast',
  'ballots.remarks': 'Ballots cast',
  'cards.asked_by': 'Cards asked for',
  'chat_accounts.account': 'Accounts',
  'chat_accounts.person_id': 'Accounts',
  'commitment_changes.patch': 'Changes of commitments',
  'commitment_changes.proposed_by': 'Changes of commitments',
  'commitment_changes.settled_by': 'Changes of commitments',
  'commitments.confirmed_by': 'Commitments',
  'commitments.contact_id': 'Commitments',
  'commitments.details': 'Texts that name you',
  'commitments.progress_note': 'Texts that name you',
  'commitments.proposed_by': 'Commitments',
  'commitments.text': 'Texts that name you',
  'deliveries.answer': 'Answers',
  'deliveries.key': 'Answers',
  'deliveries.person_id': 'Answers',
  'digests.person_id': 'Digest',
  'commitment_supports.asked_by': 'Parts in commitments',
  'commitment_supports.part': 'Parts in commitments',
  'commitment_supports.settled_by': 'Parts in commitments',
  'recasts.parts': 'Splits and merges',
  'recasts.proposed_by': 'Splits and merges',
  'recasts.settled_by': 'Splits and merges',
  'follows.person_id': 'Following',
  'statement_signatures.signed_by': 'Joint statements signed',
  'statement_signatures.withdrawn_by': 'Joint statements signed',
  'statements.closed_by': 'Joint statements opened or closed',
  'statements.opened_by': 'Joint statements opened or closed',
  'statements.text': 'Joint statements opened or closed',
  'statements.title': 'Joint statements opened or closed',
  'straw_voices.person_id': 'Answers in straw polls',
  'straws.answers': 'Straw polls opened or closed',
  'straws.closed_by': 'Straw polls opened or closed',
  'straws.opened_by': 'Straw polls opened or closed',
  'straws.question': 'Straw polls opened or closed',
  'subject_comments.said_by': 'Comments',
  'subject_comments.words': 'Comments',
  'evidence.added_by': 'Evidence',
  'evidence.file_name': 'Evidence',
  'evidence.url': 'Evidence',
  'evidence.withdrawn_by': 'Evidence',
  'evidence.words': 'Evidence',
  'documents.name': 'Files made for you',
  'documents.person_id': 'Files made for you',
  'draft_comments.author_id': 'Comments on drafts',
  'draft_comments.clause': 'Comments on drafts',
  'draft_comments.line': 'Comments on drafts',
  'draft_comments.paragraph': 'Comments on drafts',
  'draft_comments.proposed': 'Comments on drafts',
  'draft_comments.raw': 'Comments on drafts',
  'draft_comments.recorded_by': 'Comments on drafts',
  'draft_comments.text': 'Comments on drafts',
  'draft_comments.validated_by': 'Comments on drafts',
  'comment_positions.note': 'Positions on comments',
  'comment_positions.position': 'Positions on comments',
  'comment_positions.taken_by': 'Positions on comments',
  'consent_lists.circulated_by': 'Lists of dispositions circulated',
  'dispositions.disposition': 'Dispositions of comments',
  'dispositions.said_by': 'Dispositions of comments',
  'dispositions.text': 'Dispositions of comments',
  'pull_outs.pulled_by': 'Comments pulled out',
  'pull_outs.reason': 'Comments pulled out',
  'ballot_flips.flipped_by': 'Votes changed after close',
  'poll_acts.acted_by': 'Acts on polls',
  'poll_acts.words': 'Acts on polls',
  'poll_contests.contested_by': 'Results contested',
  'poll_contests.reason': 'Results contested',
  'poll_contests.ruled_by': 'Results contested',
  'poll_contests.ruling_reason': 'Results contested',
  'poll_results.reason': 'Texts that name you',
  'received_votes.file_name': 'Votes recorded',
  'received_votes.objected_by': 'Votes recorded',
  'received_votes.objection': 'Votes recorded',
  'received_votes.recorded_by': 'Votes recorded',
  'received_votes.remarks': 'Votes recorded',
  'vote_rulings.reason': 'Rulings on votes',
  'vote_rulings.ruled_by': 'Rulings on votes',
  'comment_files.imported_by': 'Files of comments brought',
  'comment_files.name': 'Files of comments brought',
  'drafts.body': 'Drafts registered',
  'drafts.registered_by': 'Drafts registered',
  'drafts.stage': 'Drafts registered',
  'drafts.standard': 'Drafts registered',
  'drafts.title': 'Drafts registered',
  'drafts.url': 'Drafts registered',
  'due_changes.confirmed_by': 'Due days confirmed',
  'form_drafts.account': 'Drafts',
  'form_drafts.values': 'Drafts',
  'homes.account': 'Homes',
  'homes.person_id': 'Homes',
  'imports.name': 'Imports',
  'imports.person_id': 'Imports',
  'imports.report': 'Imports',
  'imports.rows': 'Imports',
  'invitations.made_by': 'Invitations',
  'invitations.person_id': 'Invitations',
  'legal_holds.person_id': 'Legal holds',
  'legal_holds.reason': 'Legal holds',
  'links.account': 'Links sent',
  'milestones.reached_by': 'Milestones reached',
  'milestones.text': 'Texts that name you',
  'people.contact': 'Person',
  'plenaries.held_by': 'Plenaries stated',
  'people.id': 'Person',
  'people.name': 'Person',
  'poll_voters.person_id': 'Accredited to vote',
  'polls.opened_by': 'Polls opened',
  'polls.question': 'Texts that name you',
  'progress_reports.note': 'Progress reported',
  'progress_reports.reported_by': 'Progress reported',
  'quotations.author': 'Quoted messages',
  'quotations.said_by': 'Quoted messages',
  'quotations.text': 'Quoted messages',
  'quotations.url': 'Quoted messages',
  'recommendation_coordinators.person_id': 'Recommendations coordinated',
  'recommendation_reports.note': 'Progress of recommendations reported',
  'recommendation_reports.reported_by': 'Progress of recommendations reported',
  'recommendations.progress_note': 'Texts that name you',
  'register_entries.bytes': 'Entries of the register',
  'register_openings.value': 'Words behind its hashes',
  'leavings.reason': 'Other texts that name you',
  'leavings.signatories': 'Could sign when an organisation left',
  'responses.reason': 'Responses stated',
  'responses.stated_by': 'Responses stated',
  'seats.person_id': 'Seats',
  'transfers.proposed_by': 'Transfers',
  'requests.asked_by': 'Updates and evidence asked for',
  'requests.asked_of': 'Updates and evidence asked for',
  'transfers.settled_by': 'Transfers',
}

/** Columns that could hold a person's id or words, and why the export leaves them out. */
const exceptions: Record<string, string> = {
  'cards.ref': 'names a message of the bot',
  'catalogues.publisher': 'published by the source of the catalogue',
  'catalogues.series': 'published by the source of the catalogue',
  'catalogues.title': 'published by the source of the catalogue',
  'code_attempts.account': 'an account that tried codes; gone after an hour, linked to nobody',
  'commitments.searched': 'made of the text beside it, anew with every change',
  'draft_comments.searched': 'made of the words beside it, anew with every change',
  'drafts.searched': 'made of the words beside it, anew with every change',
  'statements.searched': 'made of the words beside it, anew with every change',
  'straws.searched': 'made of the words beside it, anew with every change',
  'commitments.recipients': 'who may see an item: stands in the entries of the register',
  'consortia.charter': 'names of rules',
  'consortia.name': 'the consortium’s',
  'documents.bytes': 'files: the person has or fetches them, and their list is exported',
  'recasts.sources': 'commitments',
  'comment_file_bytes.file_id': 'a file',
  'comment_file_bytes.bytes':
    'files of organisations: the secretariat and whoever brought them fetch them, and their list is exported',
  'draft_comments.file_id': 'a file',
  'draft_comments.flags': 'words of a fixed list',
  'dispositions.duplicate_of': 'another comment',
  'drafts.recipients': 'who may see an item: stands in the entries of the register',
  'evidence.file_type': 'a media type',
  'evidence.recipients': 'who may see an item: stands in the entries of the register',
  'evidence_files.bytes':
    'files of an organisation: whoever may see the evidence fetches them, and their list is exported',
  'letters.bytes': 'files of an organisation: it and the secretariat fetch them, and their names are exported',
  'poll_acts.decided': 'words of a fixed list',
  'poll_acts.official': 'words of a fixed list',
  'received_votes.file_type': 'a media type',
  'received_votes.means': 'words of a fixed list',
  'findings.summary': 'published by the source of the catalogue',
  'findings.title': 'published by the source of the catalogue',
  'homes.ref': 'names what the bot shows',
  'homes.via': 'a workspace’s',
  'imports.ref': 'names a message of the bot',
  'installation_tokens.bot_user': 'the bot’s',
  'installation_tokens.sealed': 'a workspace’s',
  'installations.service_url': 'a tenant’s',
  'organisations.name': 'the organisation’s',
  'organisations.short': 'the organisation’s',
  'participants.person_id': 'says that the person is of this consortium, as the row of the person does',
  'place_names.name': 'a channel’s',
  'places.channel': 'a channel’s',
  'statements.recipients': 'who may see an item: stands in the entries of the register',
  'straw_voices.answers': 'places of answers, which the export says in words',
  'straws.about': 'a reference',
  'straws.count': 'numbers',
  'straws.recipients': 'who may see an item: stands in the entries of the register',
  'poll_results.count': 'numbers',
  'polls.count': 'numbers',
  'working_groups.charter': 'names of rules',
  'polls.searched': 'made of the question beside it, anew with every change',
  'polls.recipients': 'who may see an item: stands in the entries of the register',
  'quotations.hash': 'of the quoted text, which is exported beside it',
  'register_entries.leaf': 'of the entry, which is exported beside it',
  'recommendations.recipients': 'who may see an item: stands in the entries of the register',
  'recommendations.searched': 'made of what stands beside it, anew with every change',
  'recommendations.text': 'published by the source of the catalogue',
  'recommendations.title': 'published by the source of the catalogue',
  'working_groups.name': 'the group’s',
}

/** By name: ids of other things, words of a fixed list, hashes of secrets. */
const impersonal =
  /^(consortium_id|organisation_id|group_id|place_id|poll_id|straw_id|statement_id|vote_id|commitment_id|draft_id|comment_id|consent_id|proposal_id|evidence_id|recast_id|into_id|said_in|recommendation_id|finding_code|body_id|source_id|from_id|to_id|owner_id|part_of|mark|found|outlook|response|subject_id|document_id|id|place|code|code_hash|confirm_hash|session_hash|token_hash|ticket_hash|drawn_hash|file_hash|hash|key|key_id|path|salt|type|kind|subject_kind|seen_kind|status|state|standing|because|ruling|category|class|role|choice|rule|outcome|label|needs|wanted|what|progress|platform|workspace|country|zone|use|scopes|themes)$/

onEachDatabase('Everything held about a person', (on) => {
  const cellsOf = (tables: HeldTable[]) => tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(String)))

  test('has a place in the export, or a reason not to: no column of the schema is forgotten', async () => {
    const columns = await on().owner.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying', 'tsvector') order by 1`,
    )
    expect(columns.length).toBeGreaterThan(100)
    const undecided = columns
      .map(({ name }) => name)
      .filter((name) => !(name in covered) && !(name in exceptions) && !impersonal.test(name.split('.')[1] ?? ''))
    expect(undecided).toEqual([])
    const known = new Set(columns.map(({ name }) => name))
    expect([...Object.keys(covered), ...Object.keys(exceptions)].filter((name) => !known.has(name))).toEqual([])
  })

  test('is exported from every column in which it stands', async () => {
    const ids = await peopled(on(), 'exp')
    const tables = await on().database.store.transact(ids.id, ({ read }) => read.privacy.tables(person))
    const filled = new Set(tables.filter(({ rows }) => rows.length > 0).map(({ name }) => name))
    const cells = cellsOf(tables)
    const standing = await columnsHolding(on(), [person, ...marks])
    expect(standing.size).toBeGreaterThan(35)
    for (const [column, values] of standing) {
      const place = covered[column]
      expect(place ?? exceptions[column], column).toBeDefined()
      if (place === undefined) continue
      expect(filled, column).toContain(place)
      const words = values.filter((value) => marks.some((mark) => value === mark))
      for (const word of words)
        expect(
          cells.some((cell) => cell.includes(word)),
          `${column}: ${word}`,
        ).toBe(true)
    }
    for (const mark of marks)
      expect(
        cells.some((cell) => cell.includes(mark)),
        mark,
      ).toBe(true)
  })

  test('is told to nobody of another consortium', async () => {
    const other = await found(on().database.store, 'expother')
    const tables = await on().database.store.transact(other.id, ({ read }) => read.privacy.tables(person))
    const own = tables.filter(({ name }) => !['Accounts'].includes(name))
    expect(cellsOf(own)).toEqual([])
  })
})

onEachDatabase('An erased person', (on) => {
  test('stands nowhere by name, contact, account or word; acts and entries stay, and the register verifies', async () => {
    const ids = await peopled(on(), 'era')
    const before = await registerOf(on(), ids)
    const shownAs = 'a former delegate of Japan'
    await state(on().database.store, ids.id, [{ type: 'person-erased', person, shownAs }])
    const left = await columnsHolding(on(), marks)
    expect([...left.keys()]).toEqual([])

    const after = await registerOf(on(), ids)
    const bytes = (all: typeof after) => all.entries.map((entry) => [entry.n, Buffer.from(entry.bytes).toString('hex')])
    expect(bytes(after).slice(0, -1)).toEqual(bytes(before))
    expect(unmatched(after.entries, after.openings)).toEqual([])
    expect(after.openings.length).toBeGreaterThan(5)
    expect(after.openings.length).toBeLessThan(before.openings.length)
    const [ballot] = await on().owner.query<{ cast_by: string; organisation_id: string }>(
      'select cast_by, organisation_id from ballots where consortium_id = $1',
      [ids.id],
    )
    expect(ballot).toEqual({ cast_by: person, organisation_id: ids.japan })
    const read = await on().database.store.transact(ids.id, async ({ read: { consortium, commitments } }) => ({
      name: (await consortium.person(person))?.name,
      actor: await consortium.actor(person),
      accounts: await consortium.accounts(person),
      people: (await consortium.people()).map(({ name }) => name),
      reports: (await commitments.reports('com_zown')).map(({ by }) => by),
      quotation: await commitments.quotation('com_zothers'),
      naming: (await commitments.byId('com_zothers'))?.text,
    }))
    expect(read).toMatchObject({
      name: shownAs,
      accounts: [],
      people: ['Alice', 'Bob'],
      reports: [shownAs],
      quotation: { text: '', author: shownAs, url: null, hash: '' },
      naming: `Nominate ${shownAs} as expert`,
    })
    expect(read.actor).toBeUndefined()
  })

  test('waits for no message any more, and others get none that names the person', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'jobs')
    await state(database.store, ids.id, [added('person_jobs', 'Carol Waits')])
    await database.store.transact(ids.id, (unit) =>
      unit.enqueue([
        { kind: 'tell', person: 'person_jobs', card: card('For Carol') },
        { kind: 'tell', person: ids.alice, card: card('Carol Waits proposes') },
        { kind: 'tell', person: ids.alice, card: card('Something else') },
      ]),
    )
    await state(database.store, ids.id, [
      { type: 'person-erased', person: 'person_jobs', shownAs: 'a former participant' },
    ])
    const rows = await owner.query<{ title: string }>(
      "select data -> 'data' -> 'card' ->> 'title' as title from pgboss.job_common where name = 'tell' and data -> 'data' ->> 'consortium' = $1",
      [ids.id],
    )
    expect(rows).toEqual([{ title: 'Something else' }])
  })

  test('of two consortia keeps the account for the other one', async () => {
    const { store } = on().database
    const [first, second] = [await found(store, 'onea'), await found(store, 'twoa')]
    await state(store, second.id, [added(first.alice, 'Alice')])
    const account = { platform: 'slack', workspace: 'Tonea', account: 'Ualice' } as const
    const traces = await store.transact(first.id, ({ read }) => read.privacy.traces(first.alice))
    expect(traces.elsewhere).toBe(true)
    await state(store, first.id, [
      { type: 'person-erased', person: first.alice, shownAs: 'a former delegate of Japan' },
    ])
    const located = await store.locate({ ...account, via: account.workspace, place: null })
    expect(located.consortia).toEqual([second.id])
    const owner = (id: typeof first.id) => store.transact(id, ({ read }) => read.consortium.personOf(account))
    expect(await owner(first.id)).toBeUndefined()
    expect((await owner(second.id))?.name).toBe('Alice')
  })

  test.each([
    ['Kim Lee', 'Kim Leeds and kim lee.', 'Kim Leeds and X.'],
    ['René', 'Renée met René, RENÉ', 'Renée met X, X'],
    ['山田太郎', '山田太郎が提案した', 'Xが提案した'],
    ['A+B (C)', 'by A+B (C)', 'by X'],
  ])('%s is found as a whole word: %s', async (name, text, clean) => {
    const { store } = on().database
    const body = Math.random().toString(36).slice(2, 10)
    const ids = await found(store, `w${body}`)
    const who: PersonId = `person_w${body}x`
    await state(store, ids.id, [added(who, name), commitment(ids, `com_w${body}`, ids.alice, text)])
    await state(store, ids.id, [{ type: 'person-erased', person: who, shownAs: 'X' }])
    const read = await store.transact(ids.id, ({ read: { commitments } }) => commitments.byId(`com_w${body}`))
    expect(read?.text).toBe(clean)
  })
})

function added(who: PersonId, name: string): Fact {
  return { type: 'person-added', person: who, zone: 'UTC', sealed: { name, contact: '' } }
}

function commitment(ids: Founded, id: `com_${string}`, by: PersonId, text: string): Fact {
  const plain = {
    organisation: ids.japan,
    group: ids.group,
    recommendations: [],
    kind: 'other',
    due: '2027-03-31',
  } as const
  return {
    type: 'commitment-proposed',
    commitment: id,
    ...plain,
    label: 'TLP:GREEN',
    recipients: [],
    proposedBy: by,
    sealed: { text },
  }
}

function otherActsOf(ids: Founded): Fact[] {
  const support = { commitment: 'com_zown', organisation: ids.kenya } as const
  const on = { recast: 'recast_z', kind: 'split', organisation: ids.japan } as const
  const subject = { kind: 'commitment', id: 'com_zothers' } as const
  return [
    { type: 'support-asked', ...support, askedBy: person, sealed: { part: 'Ask Zephyrine Quill' } },
    { type: 'support-confirmed', ...support, confirmedBy: person },
    {
      ...{ type: 'recast-proposed', ...on, sources: ['com_zown'], dues: ['2027-03-31'], proposedBy: person },
      sealed: { texts: JSON.stringify(['Ask Zephyrine Quill']) },
    },
    { type: 'recast-declined', ...on, sources: ['com_zown'], declinedBy: person },
    { type: 'plenary-held', until: '2026-11-01T12:00:00Z', heldBy: person },
    { type: 'subject-followed', personal: true, person, subject },
    {
      ...{ type: 'comment-made', comment: 'comment_z', subject, organisation: ids.japan, saidBy: person, saidIn: null },
      sealed: { words: 'Zephyrine Quill asks' },
    },
  ]
}

function evidence(ids: Founded, id: `ev_${string}`, addedBy: PersonId): Fact {
  const plain = { kind: 'file', day: '2026-11-01', label: 'TLP:GREEN' } as const
  return {
    type: 'evidence-added',
    evidence: id,
    subject: { kind: 'commitment', id: 'com_zown' },
    ...plain,
    recipients: [],
    organisation: ids.japan,
    addedBy,
    file: { type: 'application/pdf', size: 2 },
    sealed: {
      ...{ words: 'Minutes by Zephyrine Quill', url: 'https://files.example/UZEPHYR/minutes' },
      ...{ name: 'Zephyrine Quill.pdf', hash: 'h' },
    },
  }
}

/** A consortium in which one person has done, said and set everything that can be. */
async function peopled(opened: Opened, name: string): Promise<Founded> {
  const { database, owner } = opened
  const { store } = database
  await forget(opened)
  const ids = await found(store, name)
  await state(store, ids.id, factsAbout(ids))
  await state(store, ids.id, actsOf(ids), { by: person, organisation: ids.japan })
  const own = { platform: 'slack', workspace: 'Tz', account: 'UZEPHYR' } as const
  await store.transact(ids.id, async (unit) => {
    await unit.keepDraft({ id: 'form_zown', use: 'log-commitment', values: { text: 'Her own words' } }, own)
    const theirs = { platform: 'slack', workspace: 'Tz', account: 'Uother' } as const
    await unit.keepDraft(
      { id: 'form_zother', use: 'open-poll', values: { question: 'Elect Zephyrine Quill?' } },
      theirs,
    )
    const file = { name: 'Zephyrine Quill.csv', type: 'text/csv', bytes: Uint8Array.from([1]), hash: 'h' }
    await unit.documents.keep('doc_z1', [file], { person, label: 'TLP:GREEN', needs: 'self', organisation: null })
    await unit.documents.keepLink('token', { document: 'doc_z1', account: own })
    await unit.enqueue([{ kind: 'post', subject: { kind: 'commitment', id: 'com_zown' }, place: ids.place }], person)
    await unit.keep('slack:Tz:UZEPHYR:1', said(card('Logged by Zephyrine Quill')), person)
    await unit.keep('greet:slack:Tz:UZEPHYR', said(card('Welcome')))
    await unit.keep('slack:Tz:other', said(card('Reported by zephyrine quill')), ids.alice)
  })
  await owner.query("insert into acting values ($1, $2, 'slack Tz C1', $3)", [ids.id, person, ids.japan])
  await owner.query(
    `insert into invitations (consortium_id, id, code_hash, person_id, made_by, state, expires_at) values
       ($1, 'z' || $1, 'h', $2, null, 'open', now()), ($1, 'y' || $1, 'h', $3, $2, 'open', now())`,
    [ids.id, person, ids.alice],
  )
  await owner.query(
    `insert into imports (consortium_id, id, kind, name, person_id, rows, total, state, report, started_at)
       values ($1, 'imp', 'people', 'Zephyrine Quill.csv', $2, 'Zephyrine Quill,zq@quill.example', 1, 'done', 'Zephyrine Quill added', now())`,
    [ids.id, person],
  )
  await owner.query(
    `update commitments set contact_id = $2, details = '{"kind":"talent","experts":2,"months":6,"host":"Zephyrine Quill"}'
     where consortium_id = $1 and id = 'com_zown'`,
    [ids.id, person],
  )
  await owner.query(
    `insert into milestones (consortium_id, commitment_id, id, position, text, due, reached_at, reached_by)
       values ($1, 'com_zown', 'mil_z1', 0, 'Zephyrine Quill drafts it', '2027-01-31', now(), $2)`,
    [ids.id, person],
  )
  await owner.query(
    `insert into commitment_changes (consortium_id, commitment_id, id, state, patch, proposed_by, proposed_at, settled_by)
       values ($1, 'com_zown', 'chg_z1', 'proposed', '{"text":{"was":"Ask Zephyrine Quill","now":"Ask"},"milestones":[]}', $2, now(), $2)`,
    [ids.id, person],
  )
  await owner.query(
    `insert into due_changes (consortium_id, commitment_id, was, due, confirmed_by, at)
       values ($1, 'com_zown', '2027-03-31', '2027-04-30', $2, now())`,
    [ids.id, person],
  )
  await owner.query("insert into leavings values ($1, $2, now(), 'Zephyrine Quill said so', $3::text::jsonb)", [
    ...[ids.id, ids.kenya, JSON.stringify([person])],
  ])
  await owner.query(
    `insert into transfers (consortium_id, commitment_id, from_id, to_id, state, proposed_by, proposed_at, settled_by)
       values ($1, 'com_zown', $2, $3, 'declined', $4, now(), $4)`,
    [ids.id, ids.japan, ids.kenya, person],
  )
  await owner.query(
    `insert into requests (consortium_id, wanted, subject_kind, subject_id, asked_by, asked_of, asked_at)
       values ($1, 'evidence', 'commitment', 'com_zown', $2, $2, now())`,
    [ids.id, person],
  )
  await owner.query(
    `insert into homes (consortium_id, platform, via, workspace, account, person_id, ref, opened_at, rests, wanted, drawing,
       drawn, drawn_hash, swept_at) values ($1, 'slack', 'Tz', 'Tz', 'UZEPHYR', $2, 'r', now(), false, 1, 1, 1, 'h', now())`,
    [ids.id, person],
  )
  return ids
}

/** She is one person: what an earlier test left of her is another consortium's. */
async function forget({ owner }: Opened): Promise<void> {
  await owner.query('delete from participants where person_id = $1', [person])
  await owner.query('delete from chat_accounts where person_id = $1', [person])
}

function factsAbout(ids: Founded): Fact[] {
  const account = (platform: 'slack' | 'teams', account: string) => {
    return { person, platform, sealed: { workspace: 'Tz', account } }
  }
  return [
    {
      type: 'person-added',
      person,
      zone: 'Asia/Tokyo',
      sealed: { name: 'Zephyrine Quill', contact: 'zq@quill.example' },
    },
    {
      type: 'seat-given',
      person,
      organisation: ids.japan,
      role: 'delegate',
      standing: 'staff',
      from: '2020-01-01',
      until: null,
    },
    { type: 'account-linked', ...account('slack', 'UZEPHYR') },
    { type: 'account-linked', ...account('teams', 'teams-zephyr') },
    { type: 'account-linked', ...account('slack', 'UOLDZEPH') },
    { type: 'account-unlinked', ...account('slack', 'UOLDZEPH') },
    {
      type: 'hold-placed',
      hold: `hold_${ids.id.slice(4)}z`,
      person,
      sealed: { reason: 'Zephyrine Quill is asked about' },
    },
    {
      type: 'digest-set',
      personal: true,
      person,
      weekday: 'mon',
      minute: 540,
      zone: 'UTC',
      platform: 'slack',
      sentUntil: '2026-01-01T00:00:00Z',
      nextAt: '2100-01-01T00:00:00Z',
    },
  ]
}

/** She registered a draft, and wrote, recorded and validated a comment on it. */
function onDrafts(ids: Founded): Fact[] {
  const draft = 'draft_z1' as const
  const words = {
    clause: '3.1',
    paragraph: 'Note 2',
    line: '17',
    text: 'It is vague, says Zephyrine Quill',
    proposed: '',
  }
  return [
    {
      ...{ type: 'draft-registered', draft, number: 1, group: ids.group, label: 'TLP:GREEN', recipients: [] },
      ...{ registeredBy: person, stage: 'DIS', opensAt: '2026-01-01T00:00:00Z', closesAt: '2100-01-01T00:00:00Z' },
      sealed: { standard: 'ISO/IEC DIS 1', title: 'Guidance by Zephyrine Quill', body: 'SC 42', url: '' },
    },
    {
      ...{ type: 'comment-written', comment: 'cmt_z1', draft, organisation: ids.japan, commentType: 'technical' },
      ...{ author: person, recordedBy: person, file: null, row: null, flags: [], late: false },
      sealed: { ...words, proposed: 'Ask Zephyrine Quill', raw: '["JP","Zephyrine Quill"]' },
    },
    { type: 'comment-validated', comment: 'cmt_z1', draft, number: 1, code: 'JP', validatedBy: person },
    {
      ...{ type: 'comment-file-imported', file: 'cfile_z1', draft, size: 2, importedBy: person },
      sealed: { name: 'Of Zephyrine Quill.docx', hash: 'c7' },
    },
    { type: 'comment-file-kept', personal: true, file: 'cfile_z1', bytes: 'AQI=' },
    {
      ...{ type: 'disposition-proposed', id: 'disp_z1', comment: 'cmt_z1', draft, disposition: 'noted' },
      ...{ duplicateOf: null, after: null, proposedBy: person },
      sealed: { text: 'Zephyrine Quill will answer' },
    },
    {
      ...{ type: 'consent-circulated', consent: 'consent_z1', draft, deadline: '2100-01-01T00:00:00Z', proposals: 1 },
      circulatedBy: person,
    },
    {
      ...{ type: 'comment-pulled-out', comment: 'cmt_z1', draft, consent: 'consent_z1', proposal: 'disp_z1' },
      ...{ organisation: ids.japan, pulledBy: person },
      sealed: { reason: 'Zephyrine Quill differs' },
    },
    {
      ...{ type: 'position-taken', comment: 'cmt_z1', draft, organisation: ids.japan, takenBy: person },
      sealed: { position: 'not-accept', note: 'As Zephyrine Quill says' },
    },
  ]
}

function strawsOf({ group, japan: source }: Founded): Fact[] {
  const straw = 'straw_z1'
  return [
    {
      ...{ type: 'straw-opened', straw, number: 1, group, openedBy: person, closesAt: '2100-01-01T00:00:00Z' },
      ...{ several: true, label: 'TLP:GREEN', source, recipients: [], about: '' },
      sealed: { question: 'Who speaks?', answers: 'Zephyrine Quill\nSomebody else' },
    },
    { type: 'voice-given', personal: true, straw, person, answers: [0] },
    { type: 'straw-closed', straw, closedBy: person, people: 1, count: [1, 0] },
    {
      ...{ type: 'statement-opened', statement: 'stmt_z1', number: 1, group, openedBy: person },
      ...{ closesAt: '2100-01-01T00:00:00Z', label: 'TLP:GREEN', source, recipients: [] },
      sealed: { title: 'Of Zephyrine Quill', text: 'As Zephyrine Quill says' },
    },
    { type: 'statement-signed', statement: 'stmt_z1', organisation: source, n: 1, signedBy: person },
    { type: 'signature-withdrawn', statement: 'stmt_z1', organisation: source, n: 1, withdrawnBy: person },
    { type: 'statement-closed', statement: 'stmt_z1', closedBy: person },
  ]
}

function actsOf(ids: Founded): Fact[] {
  const closesAt = '2100-01-01T00:00:00Z'
  return [
    commitment(ids, 'com_zown', person, 'Publish the catalogue'),
    { type: 'commitment-confirmed', commitment: 'com_zown', number: 1, confirmedBy: person },
    {
      type: 'progress-reported',
      commitment: 'com_zown',
      progress: 'limited',
      reportedBy: person,
      sealed: { note: 'Ask Zephyrine Quill' },
    },
    commitment(ids, 'com_zothers', ids.alice, 'Nominate Zephyrine Quill as expert'),
    {
      type: 'message-quoted',
      commitment: 'com_zothers',
      saidAt: '2026-01-02T00:00:00Z',
      saidBy: person,
      sealed: {
        text: 'Her own words',
        author: 'Zephyrine Quill (Japan)',
        url: 'https://chat.example/UZEPHYR/1',
        hash: 'b5',
      },
    },
    ...otherActsOf(ids),
    ...strawsOf(ids),
    evidence(ids, 'ev_zown', person),
    { type: 'evidence-file-kept', personal: true, evidence: 'ev_zown', bytes: 'AQI=' },
    evidence(ids, 'ev_zgone', ids.alice),
    {
      type: 'evidence-withdrawn',
      evidence: 'ev_zgone',
      subject: { kind: 'commitment', id: 'com_zown' },
      withdrawnBy: person,
      sealed: { reason: 'Zephyrine Quill asked for it' },
    },
    ...onAxes(ids),
    ...onDrafts(ids),
    {
      type: 'poll-opened',
      poll: `poll_${ids.id.slice(4)}`,
      number: 1,
      group: ids.group,
      openedBy: person,
      closesAt,
      ...terms([ids.japan], [[ids.japan, person]]),
      label: 'TLP:GREEN',
      source: ids.japan,
      recipients: [],
      sealed: { question: 'Elect Zephyrine Quill?' },
    },
    {
      type: 'ballot-cast',
      poll: `poll_${ids.id.slice(4)}`,
      organisation: ids.japan,
      castBy: person,
      role: 'delegate',
      replaces: false,
      sealed: { choice: 'disapprove', remarks: 'Zephyrine Quill objects' },
    },
    ...afterwards(ids),
  ]
}

/** She recorded, objected, ruled, contested and changed. */
function afterwards(ids: Founded): Fact[] {
  const poll = `poll_${ids.id.slice(4)}` as const
  const of = { poll, organisation: ids.japan }
  const vote = 'rvote_z1'
  const contest = 'contest_z1'
  return [
    {
      ...{ type: 'vote-recorded', vote, ...of, role: 'delegate', means: 'letter', day: '2026-11-01', late: false },
      ...{ recordedBy: person, file: { type: 'application/pdf', size: 3 } },
      sealed: { choice: 'approve', remarks: 'As Zephyrine Quill says', name: 'Zephyrine Quill.pdf', hash: 'aa' },
    },
    { type: 'letter-kept', personal: true, vote, bytes: 'AAAA' },
    { type: 'vote-objected', vote, ...of, objectedBy: person, sealed: { reason: 'Zephyrine Quill did not sign' } },
    {
      ...{ type: 'vote-ruled', vote, ...of, ruling: 'stands', ruledBy: person },
      sealed: { reason: 'Zephyrine Quill did sign' },
    },
    { type: 'poll-closing-begun', poll },
    { type: 'poll-closed', poll, ...uncounted },
    {
      ...{ type: 'result-contested', contest, ...of, result: 1, contestedBy: person },
      sealed: { reason: 'Zephyrine Quill was left out' },
    },
    {
      ...{ type: 'contest-ruled', contest, poll, ruling: 'recount', ruledBy: person },
      sealed: { reason: 'Zephyrine Quill was' },
    },
    { type: 'ballot-flipped', ...of, flippedBy: person, sealed: { choice: 'approve' } },
    { type: 'poll-recounted', poll, n: 2, because: 'contested', ...uncounted, sealed: { reason: 'Zephyrine Quill' } },
    { type: 'poll-decided', poll, decided: 'adopted', by: person, sealed: { words: 'Zephyrine Quill advised it' } },
    { type: 'voters-reminded', poll, organisations: 1, by: person },
  ]
}

/** She led, stated, found and replied, and words that name her stand in all of it. */
function onAxes(ids: Founded): Fact[] {
  const recommendation = `rec_${ids.id.slice(4)}` as const
  const assessment = `assess_${ids.id.slice(4)}` as const
  const own = { organisation: ids.japan, recommendation }
  return [
    { type: 'finding-recorded', code: '1', sealed: { title: 'Finding', summary: '' } },
    {
      ...{ type: 'recommendation-recorded', recommendation, code: '1.1', finding: '1', themes: [] },
      sealed: { title: 'Share', text: '' },
    },
    {
      ...{ type: 'recommendation-assigned', recommendation, group: ids.group, lead: ids.japan, supporting: [] },
      coordinators: [person],
    },
    {
      ...{ type: 'recommendation-reported', ...own, progress: 'limited', outlook: 'at-risk', reportedBy: person },
      sealed: { note: 'Zephyrine Quill is at it' },
    },
    {
      ...{ type: 'response-stated', ...own, response: 'noted', statedBy: person },
      sealed: { reason: 'Zephyrine Quill advises so' },
    },
    {
      ...{ type: 'assessment-made', assessment, subject: { kind: 'commitment', id: 'com_zown' }, owner: ids.japan },
      ...{ found: 'limited', assessedBy: person, opensAt: '2100-01-01T00:00:00Z' },
      sealed: { why: 'Zephyrine Quill could show nothing' },
    },
    {
      ...{ type: 'assessment-replied', assessment, subject: { kind: 'commitment', id: 'com_zown' } },
      ...{ owner: ids.japan, repliedBy: person },
      sealed: { reply: 'Zephyrine Quill disagrees' },
    },
  ]
}

/** Every column of every table in which one of the words stands, with what stands there. */
async function columnsHolding({ owner }: Opened, words: string[]): Promise<Map<string, string[]>> {
  const tables = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  )
  const standing = new Map<string, string[]>()
  for (const { name } of tables) {
    const rows = await owner.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from "${name}" t`)
    for (const { row } of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = readable(value)
        const holds = words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
        if (holds) standing.set(`${name}.${column}`, [...(standing.get(`${name}.${column}`) ?? []), text])
      }
    }
  }
  return standing
}

/** Bytes come as `\x…`. */
function readable(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex').toString() : value
}

async function registerOf({ owner }: Opened, { id }: Founded) {
  const entries = await owner.query<{ n: number; bytes: string }>(
    "select n::int as n, encode(bytes, 'hex') as bytes from register_entries where consortium_id = $1 order by n",
    [id],
  )
  const openings = await owner.query<{ entry: number; path: string; salt: string; value: string }>(
    `select entry::int as entry, path, encode(salt, 'hex') as salt, value #>> '{}' as value from register_openings
     where consortium_id = $1`,
    [id],
  )
  return {
    entries: entries.map(({ n, bytes }) => ({ n, bytes: Buffer.from(bytes, 'hex') })),
    openings: openings.map(({ salt, ...opening }) => ({ ...opening, salt: Buffer.from(salt, 'hex') })),
  }
}
