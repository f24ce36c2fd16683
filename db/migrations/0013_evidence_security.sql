do $$
declare name text;
begin
  foreach name in array array['evidence', 'evidence_files'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- Withdrawing takes its words and its file away, and leaves the row that says so.
grant update on evidence to plenary_app;
--> statement-breakpoint
grant delete on evidence_files to plenary_app;
