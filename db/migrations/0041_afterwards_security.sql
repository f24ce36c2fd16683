do $$
declare name text;
begin
  foreach name in array array['received_votes', 'letters', 'vote_rulings', 'poll_contests', 'ballot_flips'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on received_votes, poll_contests to plenary_app;
--> statement-breakpoint
-- Names of people who are erased are taken out of reasons; what was counted and ruled is never changed.
grant update (reason) on poll_results, vote_rulings to plenary_app;
