-- What is kept no longer than its days, by kind and by consortium; a legal hold keeps it. Usual days: src/privacy/privacy.ts, held equal by a test.
create index deliveries_person on deliveries (consortium_id, person_id);
--> statement-breakpoint
-- Who left one consortium may still be in another; whose words were quoted may have them erased.
grant delete on participants to plenary_app;
--> statement-breakpoint
grant update (reason) on leavings to plenary_app;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['legal_holds', 'retentions', 'seats', 'acting'] loop
    execute format('create policy sweeper on %I to plenary_sweeper using (true)', name);
    execute format('grant select on %I to plenary_sweeper', name);
  end loop;
end $$;
--> statement-breakpoint
grant select on chat_accounts to plenary_sweeper;
--> statement-breakpoint
grant delete on digests, acting to plenary_sweeper;
--> statement-breakpoint
create function usual_days(kind text) returns integer
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case kind
    when 'answers' then 7 when 'drafts' then 1 when 'documents' then 7
    when 'invitations' then 7 when 'imports' then 7 when 'settings' then 30
  end
$$;
--> statement-breakpoint
-- An interval of hours: a day of 24, whatever the session's zone does with its clocks.
create function kept_for(consortium text, what text) returns interval
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select make_interval(hours => 24 * coalesce(
    (select r.days from retentions r where r.consortium_id = consortium and r.kind = what), usual_days(what)))
$$;
--> statement-breakpoint
create function is_held(consortium text, person text) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from legal_holds h
    where h.consortium_id = consortium and (h.person_id is null or h.person_id = person)
      and h.from_at <= now() and (h.until_at is null or h.until_at > now()))
$$;
--> statement-breakpoint
-- When a person's last seat had ended everywhere on Earth; null while one is held or still to come, and where there never was one.
create function unseated_at(consortium text, person text) returns timestamp with time zone
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case when bool_and(s.until_day is not null) then (max(s.until_day) + 1)::timestamp at time zone 'Etc/GMT+12' end
  from seats s
  where s.consortium_id = consortium and s.person_id = person
$$;
--> statement-breakpoint
create or replace function forget_expired() returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from deliveries d using consortia c
  where d.consortium_id = c.consortium_id and d.at <= now() - kept_for(c.consortium_id, 'answers')
    and not is_held(d.consortium_id, d.person_id);
  delete from form_drafts f where f.expires_at <= now()
    and not is_held(f.consortium_id, (
      select a.person_id from chat_accounts a
      where a.platform = f.platform and a.workspace = f.workspace and a.account = f.account));
  delete from links l where l.expires_at <= now() and coalesce(l.session_expires_at, l.expires_at) <= now()
    and not is_held(l.consortium_id, (
      select d.person_id from documents d where d.consortium_id = l.consortium_id and d.id = l.document_id));
  delete from documents d
  where (d.expires_at <= now() or d.made_at <= now() - kept_for(d.consortium_id, 'documents'))
    and not is_held(d.consortium_id, d.person_id);
  delete from invitations i where i.expires_at <= now() - kept_for(i.consortium_id, 'invitations')
    and not is_held(i.consortium_id, i.person_id) and not is_held(i.consortium_id, i.made_by);
  delete from imports i where i.state <> 'running' and i.started_at <= now() - kept_for(i.consortium_id, 'imports')
    and not is_held(i.consortium_id, i.person_id);
  delete from digests g
  where greatest(unseated_at(g.consortium_id, g.person_id), g.sent_until) <= now() - kept_for(g.consortium_id, 'settings')
    and unseated_at(g.consortium_id, g.person_id) is not null and not is_held(g.consortium_id, g.person_id);
  delete from acting a
  where unseated_at(a.consortium_id, a.person_id) <= now() - kept_for(a.consortium_id, 'settings')
    and not is_held(a.consortium_id, a.person_id);
  delete from code_attempts where since <= now() - interval '1 hour';
  delete from install_tickets where expires_at <= now();
$$;
--> statement-breakpoint
-- Messages that still wait for the person, or that name the person to others, are not sent any more. The name of the consortium comes
-- from the transaction: nobody reaches another's. pg-boss makes its tables after this migration; plpgsql looks for them when it is called.
create function cancel_messages(person text, names text[]) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare cancelled integer;
begin
  delete from pgboss.job_common j
  where j.name in ('tell', 'file') and j.state <> 'active'
    and j.data -> 'data' ->> 'consortium' = current_setting('plenary.consortium', true)
    and (j.data -> 'data' ->> 'person' = person
      or exists (select from unnest(names) n where strpos(j.data::text, trim(both '"' from to_json(n)::text)) > 0));
  get diagnostics cancelled = row_count;
  return cancelled;
end $$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array[
    'usual_days(text)', 'kept_for(text, text)', 'is_held(text, text)', 'unseated_at(text, text)', 'forget_expired()',
    'cancel_messages(text, text[])'
  ] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
  end loop;
end $$;
--> statement-breakpoint
grant execute on function forget_expired(), cancel_messages(text, text[]), usual_days(text), kept_for(text, text) to plenary_app;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
