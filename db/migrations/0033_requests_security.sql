-- Row-level security of requests. Those for updates of commitments stood in a table of their own.
alter table requests enable row level security;
--> statement-breakpoint
alter table requests force row level security;
--> statement-breakpoint
create policy own_consortium on requests using (consortium_id = current_setting('plenary.consortium', true));
--> statement-breakpoint
grant select, insert, update on requests to plenary_app;
--> statement-breakpoint
alter table update_requests no force row level security;
--> statement-breakpoint
alter table requests no force row level security;
--> statement-breakpoint
insert into requests (consortium_id, wanted, subject_kind, subject_id, asked_by, asked_of, asked_at, ended_at)
  select consortium_id, 'update', 'commitment', commitment_id, asked_by, asked_of, asked_at, ended_at from update_requests order by n;
--> statement-breakpoint
alter table requests force row level security;
