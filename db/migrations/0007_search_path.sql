-- A temporary table is found before a real one unless pg_temp is named last: its trigger would act as the functions' owner, who sees all.
grant plenary_sweeper to current_user;
--> statement-breakpoint
do $$
declare signature regprocedure;
begin
  for signature in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef and proowner = 'plenary_sweeper'::regrole
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
