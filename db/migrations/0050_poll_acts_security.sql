alter table poll_acts enable row level security;
--> statement-breakpoint
alter table poll_acts force row level security;
--> statement-breakpoint
create policy own_consortium on poll_acts using (consortium_id = current_setting('plenary.consortium', true));
--> statement-breakpoint
grant select, insert on poll_acts to plenary_app;
--> statement-breakpoint
-- Names of people who are erased are taken out of reasons; what was done is never changed.
grant update (words) on poll_acts to plenary_app;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
create function polls_to_remind() returns table (consortium_id text, poll_id text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.consortium_id, p.id from polls p
  where p.remind_at <= now() and p.status = 'open' and p.closes_at > now()
  order by p.remind_at limit 1000
$$;
--> statement-breakpoint
alter function polls_to_remind() owner to plenary_sweeper;
--> statement-breakpoint
revoke all on function polls_to_remind() from public;
--> statement-breakpoint
grant execute on function polls_to_remind() to plenary_app;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
