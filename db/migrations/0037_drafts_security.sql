do $$
declare name text;
begin
  foreach name in array array['drafts', 'draft_comments'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert, update on %I to plenary_app', name);
  end loop;
end $$;
