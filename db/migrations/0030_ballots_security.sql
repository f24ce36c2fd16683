do $$
declare name text;
begin
  foreach name in array array['poll_voters', 'poll_results'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    -- What was frozen at the opening, and each count, is never changed.
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- Polls from before: their voters are those who may sign today, and what was counted stands as the first result.
do $$
declare name text;
begin
  foreach name in array array['polls', 'poll_electorate', 'memberships', 'seats', 'poll_voters', 'poll_results'] loop
    execute format('alter table %I no force row level security', name);
  end loop;
  update poll_electorate e set category = m.category, class = m.class
  from polls p join memberships m on m.consortium_id = p.consortium_id and m.body_id = p.group_id
  where p.consortium_id = e.consortium_id and p.id = e.poll_id and m.organisation_id = e.organisation_id
    and (m.until_day is null or m.until_day >= current_date) and m.from_day <= current_date;
  insert into poll_voters (consortium_id, poll_id, organisation_id, person_id, role)
  select distinct e.consortium_id, e.poll_id, e.organisation_id, s.person_id, s.role
  from poll_electorate e
  join polls p on p.consortium_id = e.consortium_id and p.id = e.poll_id and p.status <> 'closed'
  join seats s on s.consortium_id = e.consortium_id and s.organisation_id = e.organisation_id
  where s.role in ('head-delegate', 'delegate', 'deputy')
    and s.from_day <= current_date and (s.until_day is null or s.until_day >= current_date);
  insert into poll_results (consortium_id, poll_id, n, because, count, outcome, ruling, counted_at)
  select p.consortium_id, p.id, 1, 'closed', p.count || '{"approve-with-comments": 0}', p.outcome,
    jsonb_build_object(
      'compared', for_and_against,
      'leftOut', case when abstained = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
        'why', case when abstained = 1 then 'abstention' else 'abstentions' end, 'count', abstained)) end,
      'arithmetic', case when for_and_against = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
        'criterion', format('In favour %s of %s, needed more than 1/2', in_favour, for_and_against),
        'sum', format('2×%s = %s %s %s', in_favour, 2 * in_favour,
          case when 2 * in_favour > for_and_against then '>' else '≤' end, for_and_against),
        'met', 2 * in_favour > for_and_against)) end),
    p.changed_at
  from polls p,
    lateral (select (p.count ->> 'approve')::int as in_favour, (p.count ->> 'abstain')::int as abstained,
      (p.count ->> 'approve')::int + (p.count ->> 'disapprove')::int as for_and_against) counted
  where p.status = 'closed';
  foreach name in array array['polls', 'poll_electorate', 'memberships', 'seats', 'poll_voters', 'poll_results'] loop
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
