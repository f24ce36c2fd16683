-- The card of a draft is live until the end of its comment period: each day it says how many are left.
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
grant select (closes_at) on drafts to plenary_sweeper;
--> statement-breakpoint
create or replace function claim_lively_cards(most integer, seconds integer)
returns table (consortium_id text, subject_kind text, subject_id text, place_id text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update cards c set claimed_until = now() + make_interval(secs => seconds), drawing = c.wanted, swept_at = now()
  from (
    select w.consortium_id, w.subject_kind, w.subject_id, w.place_id from cards w
    where (w.claimed_until is null or w.claimed_until <= now())
      and (w.swept_at is null or w.swept_at <= now() - interval '1 minute')
      and (case w.subject_kind
        when 'poll' then exists (
          select from polls p where p.consortium_id = w.consortium_id and p.id = w.subject_id
            and (p.status <> 'closed' or p.changed_at > now() - interval '10 minutes'))
        when 'commitment' then exists (
          select from commitments m where m.consortium_id = w.consortium_id and m.id = w.subject_id
            and m.changed_at > now() - interval '10 minutes')
        when 'recommendation' then exists (
          select from commitment_answers a
          join commitments m on m.consortium_id = a.consortium_id and m.id = a.commitment_id
          where a.consortium_id = w.consortium_id and a.recommendation_id = w.subject_id
            and m.changed_at > now() - interval '10 minutes')
        when 'consent' then exists (
          select from consent_lists l
          join drafts d on d.consortium_id = l.consortium_id and d.id = l.draft_id
          where l.consortium_id = w.consortium_id and l.id = w.subject_id
            and (not l.closed or greatest(l.changed_at, d.changed_at) > now() - interval '10 minutes'))
        when 'straw' then exists (
          select from straws s where s.consortium_id = w.consortium_id and s.id = w.subject_id
            and (s.closed_at is null or s.changed_at > now() - interval '10 minutes'))
        when 'statement' then exists (
          select from statements s where s.consortium_id = w.consortium_id and s.id = w.subject_id
            and (s.closed_at is null or s.changed_at > now() - interval '10 minutes'))
        when 'draft' then exists (
          select from drafts d where d.consortium_id = w.consortium_id and d.id = w.subject_id
            and greatest(d.closes_at, d.changed_at) > now() - interval '10 minutes')
        when 'board' then w.swept_at is null or w.swept_at <= now() - interval '1 day'
          or w.swept_at - interval '1 minute' < (
            select e.at from register_entries e where e.consortium_id = w.consortium_id order by e.n desc limit 1)
          or exists (
            select from assessments a where a.consortium_id = w.consortium_id
              and a.opens_at <= now() and a.opens_at > w.swept_at)
      end or exists (
        select from assessments a
        where a.consortium_id = w.consortium_id and a.subject_kind = w.subject_kind and a.subject_id = w.subject_id
          and a.opens_at <= now() and a.opens_at > coalesce(w.swept_at, '-infinity'))
      or exists (
        select from places l join memberships b on b.consortium_id = l.consortium_id and b.group_id = l.group_id
        where l.id = w.place_id and b.from_day between current_date - 1 and current_date + 1))
      and is_reached(w.place_id)
    limit most for update of w skip locked
  ) free
  where (c.consortium_id, c.subject_kind, c.subject_id, c.place_id)
    = (free.consortium_id, free.subject_kind, free.subject_id, free.place_id)
  returning c.consortium_id, c.subject_kind, c.subject_id, c.place_id
$$;
--> statement-breakpoint
alter function claim_lively_cards(integer, integer) owner to plenary_sweeper;
--> statement-breakpoint
revoke all on function claim_lively_cards(integer, integer) from public;
--> statement-breakpoint
grant execute on function claim_lively_cards(integer, integer) to plenary_app;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
