ALTER TABLE "place_audiences" ADD COLUMN "seen_kind" text;--> statement-breakpoint
ALTER TABLE "place_audiences" ADD COLUMN "seen_guests" boolean;--> statement-breakpoint
ALTER TABLE "place_audiences" ADD COLUMN "seen_outsiders" boolean;
--> statement-breakpoint
-- Cards in a workspace that was turned out rest, and come back with it: nobody claims them meanwhile.
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
grant select on places, installations to plenary_sweeper;
--> statement-breakpoint
create function is_reached(place text) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from places p join installations i on i.platform = p.platform and i.workspace = p.workspace
    where p.id = place and i.removed_at is null)
$$;
--> statement-breakpoint
create or replace function claim_wanted_cards(most integer, seconds integer)
returns table (consortium_id text, subject_kind text, subject_id text, place_id text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update cards c set claimed_until = now() + make_interval(secs => seconds), drawing = c.wanted
  from (
    select w.consortium_id, w.subject_kind, w.subject_id, w.place_id from cards w
    where w.wanted > w.drawn and (w.claimed_until is null or w.claimed_until <= now()) and is_reached(w.place_id)
    limit most for update skip locked
  ) free
  where (c.consortium_id, c.subject_kind, c.subject_id, c.place_id)
    = (free.consortium_id, free.subject_kind, free.subject_id, free.place_id)
  returning c.consortium_id, c.subject_kind, c.subject_id, c.place_id
$$;
--> statement-breakpoint
create or replace function claim_lively_cards(most integer, seconds integer)
returns table (consortium_id text, subject_kind text, subject_id text, place_id text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
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
      and is_reached(w.place_id)
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
  revoke all on function is_reached(text) from public;
  alter function is_reached(text) owner to plenary_sweeper;
  foreach signature in array array['claim_wanted_cards(integer, integer)', 'claim_lively_cards(integer, integer)'] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to plenary_app', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
