-- Row-level security of homes and requests for updates, and the functions by which homes are claimed for drawing.
do $$
declare name text;
begin
  foreach name in array array['homes', 'update_requests'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert, update on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
grant delete on homes to plenary_app;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
create policy sweeper on homes to plenary_sweeper using (true);
--> statement-breakpoint
grant select, update, delete on homes to plenary_sweeper;
--> statement-breakpoint
-- Those of a workspace that was turned out rest until it comes back.
create function claim_wanted_homes(most integer, seconds integer)
returns table (consortium_id text, platform text, via text, workspace text, account text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update homes h set claimed_until = now() + make_interval(secs => seconds), drawing = h.wanted
  from (
    select w.consortium_id, w.platform, w.via, w.workspace, w.account from homes w
    where w.wanted > w.drawn and (w.claimed_until is null or w.claimed_until <= now())
      and exists (select from installations i where i.platform = w.platform and i.workspace = w.via and i.removed_at is null)
    limit most for update of w skip locked
  ) free
  where (h.consortium_id, h.platform, h.via, h.workspace, h.account)
    = (free.consortium_id, free.platform, free.via, free.workspace, free.account)
  returning h.consortium_id, h.platform, h.via, h.workspace, h.account
$$;
--> statement-breakpoint
-- Days pass, and a hint may be lost: what somebody looked at in the last week is looked over once an hour. What nobody opened for a month goes.
create function claim_lively_homes(most integer, seconds integer)
returns table (consortium_id text, platform text, via text, workspace text, account text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from homes h where h.opened_at <= now() - interval '30 days' and not is_held(h.consortium_id, h.person_id);
  update homes h set claimed_until = now() + make_interval(secs => seconds), drawing = h.wanted, swept_at = now()
  from (
    select w.consortium_id, w.platform, w.via, w.workspace, w.account from homes w
    where not w.rests and w.swept_at <= now() - interval '1 hour' and (w.claimed_until is null or w.claimed_until <= now())
      and exists (select from installations i where i.platform = w.platform and i.workspace = w.via and i.removed_at is null)
    limit most for update of w skip locked
  ) free
  where (h.consortium_id, h.platform, h.via, h.workspace, h.account)
    = (free.consortium_id, free.platform, free.via, free.workspace, free.account)
  returning h.consortium_id, h.platform, h.via, h.workspace, h.account
$$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array['claim_wanted_homes(integer, integer)', 'claim_lively_homes(integer, integer)'] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to plenary_app', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
