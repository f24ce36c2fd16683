-- What can be found: words of titles and texts, and marks that are no words, each in a column that the database makes anew by itself. drizzle's
-- schema leaves these columns out, so that no other query carries them. Under row-level security @@ is not leakproof and no index would be used:
-- found_items reads past it, within the consortium that the transaction is bound to, and gives out ids and one number.
-- Small letters without their marks, whatever the database's locale is; of scripts that are written without spaces each character is a word,
-- and a word a phrase of them. What stands between words is a space.
create function plain_words(said text) returns text language sql immutable
return regexp_replace(
  normalize(regexp_replace(normalize(lower(said collate pg_catalog.pg_c_utf8), NFKD), '[\u0300-\u036f]', '', 'g'), NFC),
  '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])'
  '|[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]',
  ' \1 ', 'g');
--> statement-breakpoint
-- As they are written, and as English bends them: "sharing" is found in "share".
create function words_in(said text) returns tsvector language sql immutable
return to_tsvector('simple'::regconfig, plain_words(said)) || to_tsvector('english'::regconfig, plain_words(said));
--> statement-breakpoint
create function words_in(said text[]) returns tsvector language sql immutable
return words_in(array_to_string(said, ' '));
--> statement-breakpoint
create function marks_in(said text[]) returns tsvector language sql immutable
return array_to_tsvector(array_remove(said, null));
--> statement-breakpoint
alter table recommendations add column searched tsvector not null generated always as (
  setweight(words_in(title), 'A') || setweight(words_in(text), 'B') || setweight(words_in(themes), 'C')
  || marks_in(array['in=' || consortium_id, 'ref=r-' || lower(code)])
) stored;
--> statement-breakpoint
alter table commitments add column searched tsvector not null generated always as (
  setweight(words_in(text), 'A')
  || marks_in(array['in=' || consortium_id, 'of=' || organisation_id, 'ref=c-' || number])
) stored;
--> statement-breakpoint
alter table polls add column searched tsvector not null generated always as (
  setweight(words_in(question), 'A')
  || marks_in(array['in=' || consortium_id, 'of=' || source_id, 'ref=p-' || number])
) stored;
--> statement-breakpoint
create index recommendations_searched on recommendations using gin (searched);
--> statement-breakpoint
create index commitments_searched on commitments using gin (searched);
--> statement-breakpoint
create index polls_searched on polls using gin (searched);
--> statement-breakpoint
-- A word that English says too often to find anything by.
create function is_small(word text) returns boolean language sql immutable
return length(to_tsvector('english'::regconfig, plain_words(word))) = 0;
--> statement-breakpoint
-- One asked word or phrase: as written, from its third letter on also as the beginning of a longer one; bent; or by one of its marks. Null
-- where nothing is left of it.
create function query_of(word text, marks text[]) returns tsquery language sql immutable
return nullif(concat_ws(' | ',
  case when length(to_tsvector('simple'::regconfig, plain_words(word))) > 0
    then phraseto_tsquery('simple'::regconfig, plain_words(word))::text || case when length(word) < 3 then '' else ':*' end end,
  case when not is_small(word) then phraseto_tsquery('english'::regconfig, plain_words(word))::text end,
  (select string_agg(quote_literal(mark), ' | ') from unnest(marks) mark)
), '')::tsquery;
--> statement-breakpoint
-- What has every asked word, as [{"word", "marks"}]; small words count where there are no others. bare: its marks alone say so, and no word
-- of its text.
create function found_items(asked jsonb)
returns table (kind text, id text, bare boolean, rank real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
  select kind, id, bare, (ts_rank(searched, (select every from query)) + bare::integer)::real
  from (
    select 'recommendation' as kind, id, coalesce(searched @@ (select marked from query), false) as bare, searched
    from recommendations
    where searched @@ (select within from query) and consortium_id = (select consortium from bound)
    union all
    select 'commitment', id, coalesce(searched @@ (select marked from query), false), searched
    from commitments
    where searched @@ (select within from query) and consortium_id = (select consortium from bound) and status = 'confirmed'
    union all
    select 'poll', id, coalesce(searched @@ (select marked from query), false), searched
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
