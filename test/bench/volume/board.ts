/** A board of many recommendations and of what answers them: a page of it, and its picture, each beside one statement that reads the same. */
import { consortium } from '../facts.ts'
import { type Compared, compare } from './compare.ts'
import type { World } from './world.ts'

const turns = 30

export async function boards({ say, admin }: World): Promise<Compared[]> {
  const page = await compare(
    turns,
    async () => void (await say('track', { group: 'all', page: '100' })),
    async () => void (await admin.unsafe(ofPage)),
  )
  const picture = await compare(
    turns,
    async () => void (await say('show-picture', { group: 'all' })),
    async () => void (await admin.unsafe(ofPicture)),
  )
  const of = 'board of 1,000 recommendations and 10,000 commitments'
  return [
    { what: `A page of the ${of}: both axes, commitments, overdue`, yardstick: 'the same by one statement', ...page },
    {
      what: `The numbers of the picture of the ${of}, at eight moments`,
      yardstick: 'every report and finding, read by one statement',
      ...picture,
    },
  ]
}

const ofPage = `
  with page as (
    select r.*, count(*) over () as total from recommendations r where r.consortium_id = '${consortium}'
    order by substring(r.code from '^[A-Z]?'), string_to_array(ltrim(r.code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), '.')::integer[]
    offset 495 limit 5)
  select p.total, p.code, p.title, p.label, p.progress, p.outlook, p.progress_at, answers.count, answers.overdue, (
    select a.found from assessments a
    where a.consortium_id = p.consortium_id and a.subject_kind = 'recommendation' and a.subject_id = p.id and a.opens_at <= now()
    order by a.n desc limit 1) as found
  from page p, lateral (
    select count(*), count(*) filter (
      where c.due < (now() at time zone o.zone)::date and c.progress not in ('complete', 'withdrawn')) as overdue
    from commitment_answers w
    join commitments c on c.consortium_id = w.consortium_id and c.id = w.commitment_id and c.status = 'confirmed'
    join organisations o on o.consortium_id = c.consortium_id and o.id = c.organisation_id
    where w.consortium_id = p.consortium_id and w.recommendation_id = p.id) answers`

const ofPicture = `
  select r.id, s.axis, s.word, s.at from recommendations r
  join lateral (
    select 'reported' as axis, t.progress as word, t.reported_at as at from recommendation_reports t
    where t.consortium_id = r.consortium_id and t.recommendation_id = r.id
    union all
    select 'found', a.found, a.opens_at from assessments a
    where a.consortium_id = r.consortium_id and a.subject_kind = 'recommendation' and a.subject_id = r.id and a.opens_at <= now()
  ) s on true
  where r.consortium_id = '${consortium}' order by s.at`
