-- Row-level security of the tables of 0002, and the functions that look across consortia for them.
do $$
declare name text;
begin
  foreach name in array array['progress_reports', 'quotations', 'digests', 'documents', 'links'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
  foreach name in array array['digests', 'documents', 'links'] loop
    execute format('create policy sweeper on %I to plenary_sweeper using (true)', name);
  end loop;
end $$;
--> statement-breakpoint
-- A catalogue is imported again when its source changes; reports, quotations and documents stay as they were made.
grant update on findings, recommendations, digests, links to plenary_app;
--> statement-breakpoint
create policy sweeper on recommendations to plenary_sweeper using (true);
--> statement-breakpoint
grant select on digests, documents, links, recommendations to plenary_sweeper;
--> statement-breakpoint
grant delete on documents, links to plenary_sweeper;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
create function digests_due() returns table (consortium_id text, person_id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.consortium_id, d.person_id from digests d
  where d.next_at <= now() order by d.next_at limit 1000
$$;
--> statement-breakpoint
create or replace function forget_expired() returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from deliveries where at < now() - interval '7 days';
  delete from form_drafts where expires_at < now();
  delete from links where expires_at < now() and coalesce(session_expires_at, expires_at) < now();
  delete from documents where expires_at < now();
$$;
--> statement-breakpoint
create or replace function claim_lively_cards(most integer, seconds integer)
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
        when 'recommendation' then exists (
          select from commitments m where m.consortium_id = w.consortium_id and m.recommendation_id = w.subject_id
            and m.changed_at > now() - interval '10 minutes')
      end
    limit most for update of w skip locked
  ) free
  where (c.consortium_id, c.subject_kind, c.subject_id, c.place_id)
    = (free.consortium_id, free.subject_kind, free.subject_id, free.place_id)
  returning c.consortium_id, c.subject_kind, c.subject_id, c.place_id
$$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array['digests_due()', 'forget_expired()', 'claim_lively_cards(integer, integer)'] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to plenary_app', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
