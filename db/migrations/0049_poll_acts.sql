CREATE TABLE "poll_acts" (
	"consortium_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "poll_acts_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"poll_id" text NOT NULL,
	"kind" text NOT NULL,
	"acted_by" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone,
	"decided" text,
	"official" text,
	"day" date,
	CONSTRAINT "poll_acts_consortium_id_poll_id_n_pk" PRIMARY KEY("consortium_id","poll_id","n")
);
--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poll_acts" ADD CONSTRAINT "poll_acts_poll" FOREIGN KEY ("consortium_id","poll_id") REFERENCES "public"."polls"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "polls_to_remind" ON "polls" USING btree ("remind_at") WHERE remind_at is not null;