do $$
declare name text;
begin
  foreach name in array array['dispositions', 'consent_lists', 'pull_outs', 'comment_positions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert, update on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
create policy sweeper on consent_lists to plenary_sweeper using (true);
--> statement-breakpoint
grant select on consent_lists to plenary_sweeper;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
create function consents_due() returns table (consortium_id text, consent_id text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.consortium_id, l.id from consent_lists l
  where not l.closed and l.deadline <= now()
  order by l.deadline limit 1000
$$;
--> statement-breakpoint
alter function consents_due() owner to plenary_sweeper;
--> statement-breakpoint
revoke all on function consents_due() from public;
--> statement-breakpoint
grant execute on function consents_due() to plenary_app;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
