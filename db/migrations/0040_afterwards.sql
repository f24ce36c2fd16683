CREATE TABLE "ballot_flips" (
	"consortium_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"choice" text NOT NULL,
	"flipped_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ballot_flips_consortium_id_poll_id_organisation_id_pk" PRIMARY KEY("consortium_id","poll_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"consortium_id" text NOT NULL,
	"vote_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "letters_consortium_id_vote_id_pk" PRIMARY KEY("consortium_id","vote_id")
);
--> statement-breakpoint
CREATE TABLE "poll_contests" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"result" integer NOT NULL,
	"reason" text NOT NULL,
	"contested_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ruling" text,
	"ruling_reason" text,
	"ruled_by" text,
	"ruled_at" timestamp with time zone,
	CONSTRAINT "poll_contests_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "received_votes" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"state" text NOT NULL,
	"late" boolean NOT NULL,
	"choice" text NOT NULL,
	"remarks" text NOT NULL,
	"ruling" text,
	"role" text NOT NULL,
	"means" text NOT NULL,
	"day" date NOT NULL,
	"recorded_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"file_name" text,
	"file_type" text,
	"file_size" integer,
	"file_hash" text,
	"objection" text,
	"objected_by" text,
	"objected_at" timestamp with time zone,
	CONSTRAINT "received_votes_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "vote_rulings" (
	"consortium_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "vote_rulings_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"vote_id" text NOT NULL,
	"ruling" text NOT NULL,
	"reason" text NOT NULL,
	"ruled_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "vote_rulings_consortium_id_vote_id_n_pk" PRIMARY KEY("consortium_id","vote_id","n")
);
--> statement-breakpoint
ALTER TABLE "poll_results" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot_flips" ADD CONSTRAINT "ballot_flips_poll" FOREIGN KEY ("consortium_id","poll_id") REFERENCES "public"."polls"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_vote" FOREIGN KEY ("consortium_id","vote_id") REFERENCES "public"."received_votes"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_contests" ADD CONSTRAINT "poll_contests_elector" FOREIGN KEY ("consortium_id","poll_id","organisation_id") REFERENCES "public"."poll_electorate"("consortium_id","poll_id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_votes" ADD CONSTRAINT "received_votes_elector" FOREIGN KEY ("consortium_id","poll_id","organisation_id") REFERENCES "public"."poll_electorate"("consortium_id","poll_id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_rulings" ADD CONSTRAINT "vote_rulings_vote" FOREIGN KEY ("consortium_id","vote_id") REFERENCES "public"."received_votes"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "poll_contests_one" ON "poll_contests" USING btree ("consortium_id","poll_id","organisation_id","result");--> statement-breakpoint
CREATE UNIQUE INDEX "received_votes_one" ON "received_votes" USING btree ("consortium_id","poll_id","organisation_id") WHERE state <> 'withdrawn';