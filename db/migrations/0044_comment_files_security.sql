do $$
declare name text;
begin
  foreach name in array array['comment_files', 'comment_file_bytes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- Erasing somebody takes the name out of what a file is called.
grant update (name, imported_by) on comment_files to plenary_app;
