do $$
declare name text;
begin
  foreach name in array array['commitment_supports', 'recasts', 'commitment_origins', 'follows', 'subject_comments'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- What is settled is stated on the row of what waited; a person's words can be erased in what stays.
grant update on commitment_supports, recasts to plenary_app;
--> statement-breakpoint
grant update (words) on subject_comments to plenary_app;
--> statement-breakpoint
grant delete on follows to plenary_app;
