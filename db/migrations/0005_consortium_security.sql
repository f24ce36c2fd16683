-- Row-level security of the tables of 0004, what requests may change now, and the function that finds an invitation.
do $$
declare name text;
begin
  foreach name in array array[
    'acting', 'imports', 'invitations', 'legal_holds', 'place_audiences', 'place_organisations', 'releases', 'retentions'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert, update, delete on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- Tables without policies hold ids and sealed tokens only.
grant select, insert, update, delete on installation_tokens, install_tickets, code_attempts to plenary_app;
--> statement-breakpoint
grant delete on places, chat_accounts to plenary_app;
--> statement-breakpoint
-- What the secretariat states can be stated anew; the register keeps what was stated before.
grant update on organisations, people, seats, memberships, working_groups, consortia to plenary_app;
--> statement-breakpoint
grant delete on place_names, cards to plenary_app;
--> statement-breakpoint
-- A person's words, names and drafts can be erased; the entries that they were sealed in stay.
grant update on quotations, progress_reports to plenary_app;
--> statement-breakpoint
grant delete on register_openings, form_drafts, deliveries, documents, digests to plenary_app;
--> statement-breakpoint
grant plenary_sweeper to current_user;
--> statement-breakpoint
grant create on schema public to plenary_sweeper;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['imports', 'invitations'] loop
    execute format('create policy sweeper on %I to plenary_sweeper using (true)', name);
    execute format('grant select, delete on %I to plenary_sweeper', name);
  end loop;
end $$;
--> statement-breakpoint
grant select, delete on code_attempts, install_tickets to plenary_sweeper;
--> statement-breakpoint
-- The half of a code that is no secret says in which consortium it is to be looked for.
create function invitation_consortium(code_id text) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select consortium_id from invitations where id = code_id
$$;
--> statement-breakpoint
create or replace function forget_expired() returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from deliveries where at < now() - interval '7 days';
  delete from form_drafts where expires_at < now();
  delete from links where expires_at < now() and coalesce(session_expires_at, expires_at) < now();
  delete from documents where expires_at < now();
  delete from invitations where expires_at < now() - interval '7 days';
  delete from imports where state <> 'running' and started_at < now() - interval '7 days';
  delete from code_attempts where since < now() - interval '1 hour';
  delete from install_tickets where expires_at < now();
$$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array['invitation_consortium(text)', 'forget_expired()'] loop
    execute format('alter function %s owner to plenary_sweeper', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to plenary_app', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from plenary_sweeper;
--> statement-breakpoint
revoke plenary_sweeper from current_user;
