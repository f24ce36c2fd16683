-- Roles, row-level security and the functions that look across consortia. Written by hand: drizzle knows no `force`.
-- plenary_app acts for requests. plenary_sweeper owns the functions below and nothing else; nobody logs in as it.
do $$ begin create role plenary_app nologin; exception when duplicate_object or unique_violation then null; end $$;
--> statement-breakpoint
do $$ begin create role plenary_sweeper nologin; exception when duplicate_object or unique_violation then null; end $$;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant usage on schema public to plenary_app, plenary_sweeper;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint

-- Tables without policies hold ids only.
grant select, insert, update on installations, chat_accounts, places, participants to plenary_app;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array[
    'consortia', 'organisations', 'people', 'seats', 'working_groups', 'memberships', 'place_names', 'findings',
    'recommendations', 'commitments', 'counters', 'polls', 'poll_electorate', 'ballots', 'register_entries',
    'register_openings', 'deliveries', 'form_drafts', 'cards'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- What is stated once stays: facts about organisations, electorates, answers given and the register are never changed.
grant update on commitments, counters, polls, ballots, form_drafts, cards to plenary_app;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array['consortia', 'commitments', 'polls', 'deliveries', 'form_drafts', 'cards'] loop
    execute format('create policy sweeper on %I to plenary_sweeper using (true)', name);
  end loop;
end $$;
--> statement-breakpoint
grant select on consortia, commitments, polls, deliveries, form_drafts, cards to plenary_sweeper;
--> statement-breakpoint
grant update on cards to plenary_sweeper;
--> statement-breakpoint
grant delete on deliveries, form_drafts to plenary_sweeper;
--> statement-breakpoint

create function consortium_ids() returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select consortium_id from consortia order by consortium_id
$$;
--> statement-breakpoint
create function polls_due() returns table (consortium_id text, poll_id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.consortium_id, p.id from polls p
  where p.status <> 'closed' and (p.status = 'closing' or p.closes_at <= now())
  order by p.closes_at limit 1000
$$;
--> statement-breakpoint
create function milliseconds_until_closing() returns double precision
language sql stable security definer set search_path = pg_catalog, public as $$
  select extract(epoch from min(closes_at) - now()) * 1000 from polls where status = 'open'
$$;
--> statement-breakpoint
create function claim_wanted_cards(most integer, seconds integer)
returns table (consortium_id text, subject_kind text, subject_id text, place_id text)
language sql volatile security definer set search_path = pg_catalog, public as $$
  update cards c set claimed_until = now() + make_interval(secs => seconds), drawing = c.wanted
  from (
    select w.consortium_id, w.subject_kind, w.subject_id, w.place_id from cards w
    where w.wanted > w.drawn and (w.claimed_until is null or w.claimed_until <= now())
    limit most for update skip locked
  ) free
  where (c.consortium_id, c.subject_kind, c.subject_id, c.place_id)
    = (free.consortium_id, free.subject_kind, free.subject_id, free.place_id)
  returning c.consortium_id, c.subject_kind, c.subject_id, c.place_id
$$;
--> statement-breakpoint
create function claim_lively_cards(most integer, seconds integer)
returns table (consortium_id text, subject_kind text, subject_id text, place_id text)
language sql volatile security definer set search_path = pg_catalog, public as $$
  update cards c set claimed_until = now() + make_interval(secs => seconds), drawing = c.wanted, swept_at = now()
  from (
    select w.consortium_id, w.subject_kind, w.subject_id, w.place_id from cards w
    where (w.claimed_until is null or w.claimed_until <= now())
      and (w.swept_at is null or w.swept_at <= now() - interval '1 minute')
      and case w.subject_kind
        when 'poll' then exists (
          select from polls p where p.consortium_id = w.consortium_id and p.id = w.subject_id
            and (p.status <> 'closed' or p.changed_at > now() - interval '10 minutes'))
        when 'commitment' then exists (
          select from commitments m where m.consortium_id = w.consortium_id and m.id = w.subject_id
            and m.changed_at > now() - interval '10 minutes')
      end
    limit most for update of w skip locked
  ) free
  where (c.consortium_id, c.subject_kind, c.subject_id, c.place_id)
    = (free.consortium_id, free.subject_kind, free.subject_id, free.place_id)
  returning c.consortium_id, c.subject_kind, c.subject_id, c.place_id
$$;
--> statement-breakpoint
create function forget_expired() returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from deliveries where at < now() - interval '7 days';
  delete from form_drafts where expires_at < now();
$$;
--> statement-breakpoint

do $$
declare signature text;
begin
  foreach signature in array array[
    'consortium_ids()', 'polls_due()', 'milliseconds_until_closing()', 'claim_wanted_cards(integer, integer)',
    'claim_lively_cards(integer, integer)', 'forget_expired()'
  ] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to plenary_app', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
