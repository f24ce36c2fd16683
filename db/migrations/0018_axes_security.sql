-- Row-level security of the tables of both axes, and what requests may change there.
do $$
declare name text;
begin
  foreach name in array array[
    'assessments', 'catalogues', 'recommendation_coordinators', 'recommendation_organisations', 'recommendation_reports', 'responses'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- A catalogue can be named anew; who sees to a recommendation is stated as a whole.
grant update on catalogues to plenary_app;
--> statement-breakpoint
grant delete on recommendation_coordinators, recommendation_organisations to plenary_app;
--> statement-breakpoint
-- A reply is stated on the row of its finding; words can be erased, and what was found or reported is never restated.
grant update (opens_at, why, reply, replied_by, replied_at) on assessments to plenary_app;
--> statement-breakpoint
grant update (note) on recommendation_reports to plenary_app;
--> statement-breakpoint
grant update (reason) on responses to plenary_app;
