-- As many as a third of all may fit: their order comes out with them, so that only those that are shown are looked at again.
drop function found_items(jsonb);
--> statement-breakpoint
-- What has every asked word, as [{"word", "marks"}]; small words count where there are no others. bare: its marks alone say so, and no word
-- of its text. nth: of two that fit as well, the later one stands first.
create function found_items(asked jsonb)
returns table (kind text, id text, bare boolean, rank real, nth integer)
language sql stable security definer rows 50000 set search_path = pg_catalog, public, pg_temp as $$
  with bound as materialized (
    select current_setting('plenary.consortium', true) as consortium
  ), words as materialized (
    select one ->> 'word' as word, m.marks, cardinality(m.marks) = 0 and is_small(one ->> 'word') as small
    from jsonb_array_elements(asked) one,
      lateral (select array(select jsonb_array_elements_text(one -> 'marks')) as marks) m
  ), counting as materialized (
    select * from words where not small or not exists (select from words where not small)
  ), queries as materialized (
    select string_agg('(' || query_of(word, marks)::text || ')', ' & ')::tsquery as every,
      case when bool_and(cardinality(marks) > 0)
        then string_agg('(' || query_of('', marks)::text || ')', ' & ')::tsquery end as marked
    from counting
  ), query as materialized (
    select (quote_literal('in=' || consortium))::tsquery && every as within, every, marked from queries, bound
  )
  select kind, id, bare, (ts_rank(searched, (select every from query)) + bare::integer)::real, nth
  from (
    select 'recommendation' as kind, id, coalesce(searched @@ (select marked from query), false) as bare, 0 as nth, searched
    from recommendations
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'commitment', id, coalesce(searched @@ (select marked from query), false), number, searched
    from commitments
    where searched @@ (select within from query) and consortium_id = (select consortium from bound) and status = 'confirmed'
    union all
    select 'poll', id, coalesce(searched @@ (select marked from query), false), number, searched
    from polls
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
  ) found
$$;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
alter function found_items(jsonb) owner to plenary_sweeper;
--> statement-breakpoint
revoke all on function found_items(jsonb) from public;
--> statement-breakpoint
grant execute on function found_items(jsonb) to plenary_app;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
