CREATE TABLE "poll_results" (
	"consortium_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"n" integer NOT NULL,
	"because" text NOT NULL,
	"count" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"ruling" jsonb NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "poll_results_consortium_id_poll_id_n_pk" PRIMARY KEY("consortium_id","poll_id","n")
);
--> statement-breakpoint
CREATE TABLE "poll_voters" (
	"consortium_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "poll_voters_consortium_id_poll_id_organisation_id_person_id_role_pk" PRIMARY KEY("consortium_id","poll_id","organisation_id","person_id","role")
);
--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "remarks" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "ruling" text;--> statement-breakpoint
ALTER TABLE "poll_electorate" ADD COLUMN "category" text DEFAULT 'P' NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_electorate" ADD COLUMN "class" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "standing" text DEFAULT 'decision' NOT NULL;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "unattributed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_results" ADD CONSTRAINT "poll_results_poll" FOREIGN KEY ("consortium_id","poll_id") REFERENCES "public"."polls"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_voters" ADD CONSTRAINT "poll_voters_elector" FOREIGN KEY ("consortium_id","poll_id","organisation_id") REFERENCES "public"."poll_electorate"("consortium_id","poll_id","organisation_id") ON DELETE no action ON UPDATE no action;