-- What a poll shows and by which rule it is judged stands as it was opened, whoever updates the row.
create function keep_poll_terms() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (new.rule, new.standing, new.hidden, new.unattributed) is distinct from (old.rule, old.standing, old.hidden, old.unattributed) then
    raise exception 'the terms of a poll stand as it was opened';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function keep_poll_terms() from public;
--> statement-breakpoint
create trigger polls_terms before update of rule, standing, hidden, unattributed on polls
  for each row execute function keep_poll_terms();
