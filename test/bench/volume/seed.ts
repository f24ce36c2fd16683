/** Many items, stated by SQL alone: what they weigh is what the product's own writers would leave behind, entries of the register included. */
import type { Sql } from 'postgres'
import type { Database } from '#db/connect.ts'
import { consortium, foundConsortium } from '../facts.ts'

/** `ballots`: of all 64 organisations in as many of the polls as that takes. `comments`: on one draft, each its organisation's. */
export type Volume = {
  recommendations: number
  commitments: number
  polls: number
  ballots?: number
  comments?: number
}

/** Of each text: words that many texts share, and one of twenty thousand that few do. */
const vocabulary =
  'data sharing evaluation results security assurance talent compute model safety testing standard infrastructure export framework allies partners funding governance ecosystem benchmark incident report school experts publish adopt review draft glossary national institute regional access open'.split(
    ' ',
  )

/** The bench's own consortium of 64 organisations, with so many items of theirs. */
export async function seed(database: Database, admin: Sql, volume: Volume): Promise<void> {
  await foundConsortium(database, 'http://127.0.0.1:9')
  const { recommendations, commitments, polls, ballots = 0, comments = 0 } = volume
  await admin.unsafe(`select setseed(0.5)`)
  await admin.unsafe(`
    insert into findings (consortium_id, code, title, summary)
    select '${consortium}', n::text, 'Finding ' || n, '' from generate_series(1, 20) n`)
  await admin.unsafe(`
    insert into recommendations (consortium_id, id, code, finding_code, title, text, themes, group_id)
    select '${consortium}', 'rec_v' || n, (n / 50 + 1) || '.' || (n % 50 + 1), n % 20 + 1, ${words(6)}, ${words(40)}, array['talent', 'data'], 'wg_small'
    from generate_series(0, ${recommendations - 1}) n`)
  await admin.unsafe(`
    insert into commitments (consortium_id, id, number, status, organisation_id, group_id, kind, due, label, text, proposed_by, proposed_at,
      confirmed_by, confirmed_at, progress, progress_note, progress_at, changed_at)
    select '${consortium}', 'com_v' || n, n, 'confirmed', 'org_b' || lpad((n % 64 + 1)::text, 2, '0'), 'wg_assembly', 'other',
      date '2026-06-01' + n % 700, 'TLP:GREEN', ${words(15)}, 'person_b01', now() - interval '100 days', 'person_b01', now() - interval '99 days',
      (array['not-started', 'limited', 'substantial', 'complete'])[n % 4 + 1], 'On its way', now() - interval '9 days', now() - interval '9 days'
    from generate_series(1, ${commitments}) n`)
  await admin.unsafe(`
    insert into commitment_answers (consortium_id, commitment_id, recommendation_id, position)
    select '${consortium}', 'com_v' || n, 'rec_v' || n % ${recommendations}, 0 from generate_series(1, ${commitments}) n`)
  await admin.unsafe(`
    insert into progress_reports (consortium_id, commitment_id, progress, note, reported_by, reported_at)
    select consortium_id, id, progress, progress_note, proposed_by, progress_at from commitments where id like 'com_v%'`)
  await admin.unsafe(`
    insert into recommendation_reports (consortium_id, recommendation_id, organisation_id, progress, outlook, note, reported_by, reported_at)
    select '${consortium}', 'rec_v' || n, 'org_b' || lpad((n % 64 + 1)::text, 2, '0'),
      (array['not-started', 'limited', 'substantial', 'complete'])[(n + month) % 4 + 1], 'on-track', ${words(8)}, 'person_b01',
      now() - make_interval(months => month)
    from generate_series(0, ${recommendations - 1}) n, generate_series(1, 6) month order by month desc, n`)
  await admin.unsafe(`
    update recommendations r set progress = t.progress, outlook = t.outlook, progress_note = t.note, progress_at = t.reported_at
    from (select distinct on (recommendation_id) * from recommendation_reports where consortium_id = '${consortium}' order by recommendation_id, n desc) t
    where r.consortium_id = t.consortium_id and r.id = t.recommendation_id`)
  await admin.unsafe(`
    insert into assessments (consortium_id, id, subject_kind, subject_id, owner_id, found, why, assessed_by, assessed_at, opens_at)
    select '${consortium}', 'assess_v' || n || 'm' || month, 'recommendation', 'rec_v' || n, 'org_b' || lpad((n % 64 + 1)::text, 2, '0'),
      (array['no-evidence', 'limited', 'substantial'])[(n + month) % 3 + 1], ${words(8)}, 'person_b02',
      now() - make_interval(months => month), now() - make_interval(months => month, days => -14)
    from generate_series(0, ${recommendations - 1}) n, generate_series(1, 3) month order by month desc, n`)
  await admin.unsafe(`
    insert into polls (consortium_id, id, number, status, group_id, opened_by, closes_at, rule, label, question, source_id, changed_at)
    select '${consortium}', 'poll_v' || n, 1000 + n, 'open', 'wg_assembly', 'person_b01', now() + interval '9 days', 'simple-majority',
      'TLP:GREEN', ${words(10)}, 'org_b01', now() from generate_series(1, ${polls}) n`)
  await admin.unsafe(`
    insert into register_entries (consortium_id, bytes, type, at)
    select '${consortium}', convert_to(repeat('x', 500), 'UTF8'), 'commitment-confirmed', now() from generate_series(1, ${2 * commitments}) n`)
  await castIn(admin, ballots)
  await commentIn(admin, comments)
  await admin.unsafe(`
    insert into counters (consortium_id, kind, last) values ('${consortium}', 'commitment', ${commitments})
    on conflict (consortium_id, kind) do update set last = excluded.last`)
  await admin.unsafe('vacuum analyze')
}

async function commentIn(admin: Sql, count: number): Promise<void> {
  if (count === 0) return
  await admin.unsafe(`
    insert into drafts (consortium_id, id, number, group_id, standard, title, body, stage, url, opens_at, closes_at, label, last_comment, changed_at)
    values ('${consortium}', 'draft_volume', 1, 'wg_assembly', 'DIS 1', 'One', 'SC 1', 'DIS', '', now(), now() + interval '9 days', 'TLP:GREEN', ${count}, now())`)
  await admin.unsafe(`
    insert into draft_comments (consortium_id, id, draft_id, organisation_id, status, number, code, type, clause, paragraph, line, text, proposed,
      flags, late, at, changed_at)
    select '${consortium}', 'cmt_v' || n, 'draft_volume', 'org_b' || lpad((n % 64 + 1)::text, 2, '0'), 'validated', n, 'FR', 'technical', n % 90 || '.1',
      '', '', ${words(8)}, ${words(7)}, '{}', false, now(), now() from generate_series(1, ${count}) n`)
}

/** With the electorate, the voters and the entry of each. */
async function castIn(admin: Sql, count: number): Promise<void> {
  const each = `generate_series(1, ${Math.ceil(count / 64)}) n, generate_series(1, 64) o`
  const organisation = `'org_b' || lpad(o::text, 2, '0')`
  const person = `'person_b' || lpad(o::text, 2, '0')`
  await admin.unsafe(`
    insert into poll_electorate (consortium_id, poll_id, organisation_id, category, class, position)
    select '${consortium}', 'poll_v' || n, ${organisation}, 'P', '', o from ${each}`)
  await admin.unsafe(`
    insert into poll_voters (consortium_id, poll_id, organisation_id, person_id, role)
    select '${consortium}', 'poll_v' || n, ${organisation}, ${person}, 'delegate' from ${each}`)
  await admin.unsafe(`
    insert into ballots (consortium_id, poll_id, organisation_id, choice, remarks, cast_by, role, cast_at)
    select '${consortium}', 'poll_v' || n, ${organisation}, (array['approve', 'disapprove', 'abstain'])[(n + o) % 3 + 1], '', ${person}, 'delegate', now()
    from ${each}`)
  await admin.unsafe(`
    insert into register_entries (consortium_id, bytes, type, at)
    select '${consortium}', convert_to(repeat('x', 300), 'UTF8'), 'ballot-cast', now() from ${each}`)
}

/** So many words: an expression that is another for each row. */
function words(count: number): string {
  const list = vocabulary.map((word) => `'${word}'`).join(', ')
  return `(select initcap(string_agg((array[${list}])[1 + floor(random() * ${vocabulary.length})::integer] ||
    case when w = 1 then ' w' || floor(random() * 20000)::integer else '' end, ' ')) from generate_series(1, ${count} + n * 0) w)`
}
