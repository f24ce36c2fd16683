-- Drafts, comments on them, straw polls and joint statements are found by their words as well. A comment bears no label of its own: its draft's
-- is asked where it is looked at.
alter table drafts add column searched tsvector not null generated always as (
  setweight(words_in(standard), 'A') || setweight(words_in(title), 'A') || setweight(words_in(body), 'B') || setweight(words_in(stage), 'C')
  || marks_in(array['in=' || consortium_id, 'ref=d-' || number])
) stored;
--> statement-breakpoint
alter table draft_comments add column searched tsvector not null generated always as (
  setweight(words_in(text), 'A') || setweight(words_in(proposed), 'B')
  || marks_in(array['in=' || consortium_id, 'of=' || organisation_id, 'ref=' || lower(code) || '-' || number])
) stored;
--> statement-breakpoint
alter table straws add column searched tsvector not null generated always as (
  setweight(words_in(question), 'A') || setweight(words_in(answers), 'B') || setweight(words_in(about), 'C')
  || marks_in(array['in=' || consortium_id, 'of=' || source_id, 'ref=s-' || number])
) stored;
--> statement-breakpoint
alter table statements add column searched tsvector not null generated always as (
  setweight(words_in(title), 'A') || setweight(words_in(text), 'B')
  || marks_in(array['in=' || consortium_id, 'of=' || source_id, 'ref=j-' || number])
) stored;
--> statement-breakpoint
create index drafts_searched on drafts using gin (searched);
--> statement-breakpoint
create index draft_comments_searched on draft_comments using gin (searched);
--> statement-breakpoint
create index straws_searched on straws using gin (searched);
--> statement-breakpoint
create index statements_searched on statements using gin (searched);
--> statement-breakpoint
create policy sweeper on draft_comments to plenary_sweeper using (true);
--> statement-breakpoint
grant select (consortium_id, id, number, searched) on drafts, draft_comments, straws, statements to plenary_sweeper;
--> statement-breakpoint
drop function found_items(jsonb);
--> statement-breakpoint
-- What has every asked word, as [{"word", "marks"}]; small words count where there are no others. bare: its marks alone say so, and no word
-- of its text. Of those that fit as well, what has the lower place among the kinds stands first, then the later one (nth).
create function found_items(asked jsonb)
returns table (kind text, place integer, id text, bare boolean, rank real, nth integer)
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
  select kind, place, id, bare, (ts_rank(searched, (select every from query)) + bare::integer)::real, nth
  from (
    select 'recommendation' as kind, 1 as place, id, coalesce(searched @@ (select marked from query), false) as bare, 0 as nth, searched
    from recommendations
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'poll', 2, id, coalesce(searched @@ (select marked from query), false), number, searched
    from polls
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'draft', 3, id, coalesce(searched @@ (select marked from query), false), number, searched
    from drafts
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'commitment', 4, id, coalesce(searched @@ (select marked from query), false), number, searched
    from commitments
    where searched @@ (select within from query) and consortium_id = (select consortium from bound) and status = 'confirmed'
    union all
    select 'statement', 5, id, coalesce(searched @@ (select marked from query), false), number, searched
    from statements
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'straw', 6, id, coalesce(searched @@ (select marked from query), false), number, searched
    from straws
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'draft-comment', 7, id, coalesce(searched @@ (select marked from query), false), coalesce(number, 0), searched
    from draft_comments
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
