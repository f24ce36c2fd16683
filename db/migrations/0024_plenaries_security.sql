alter table plenaries enable row level security;
--> statement-breakpoint
alter table plenaries force row level security;
--> statement-breakpoint
create policy own_consortium on plenaries using (consortium_id = current_setting('plenary.consortium', true));
--> statement-breakpoint
-- One that was stated by mistake is struck; both steps stay in the register.
grant select, insert, delete on plenaries to plenary_app;
