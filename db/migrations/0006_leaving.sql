CREATE TABLE "transfers" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "transfers_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "transfers_consortium_id_commitment_id_n_pk" PRIMARY KEY("consortium_id","commitment_id","n")
);
--> statement-breakpoint
CREATE TABLE "leavings" (
	"consortium_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"left_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"signatories" jsonb NOT NULL,
	CONSTRAINT "leavings_consortium_id_organisation_id_left_at_pk" PRIMARY KEY("consortium_id","organisation_id","left_at")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "owner_left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "owned_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "source_left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_from" FOREIGN KEY ("consortium_id","from_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_to" FOREIGN KEY ("consortium_id","to_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leavings" ADD CONSTRAINT "leavings_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_waiting" ON "transfers" USING btree ("consortium_id","commitment_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "transfers_asked" ON "transfers" USING btree ("consortium_id","to_id") WHERE state = 'proposed';--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['transfers', 'leavings'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_consortium on %I using (consortium_id = current_setting(''plenary.consortium'', true))', name
    );
    execute format('grant select, insert on %I to plenary_app', name);
  end loop;
end $$;
--> statement-breakpoint
-- Its settling is stated on the row of a transfer; that an organisation left is never restated.
grant update on transfers to plenary_app;
