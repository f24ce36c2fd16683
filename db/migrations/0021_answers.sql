CREATE TABLE "commitment_changes" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"patch" jsonb NOT NULL,
	"revision" integer,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "commitment_changes_consortium_id_commitment_id_id_pk" PRIMARY KEY("consortium_id","commitment_id","id")
);
--> statement-breakpoint
CREATE TABLE "due_changes" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "due_changes_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"was" date NOT NULL,
	"due" date NOT NULL,
	"confirmed_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "due_changes_consortium_id_commitment_id_n_pk" PRIMARY KEY("consortium_id","commitment_id","n")
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"due" date NOT NULL,
	"reached_at" timestamp with time zone,
	"reached_by" text,
	CONSTRAINT "milestones_consortium_id_commitment_id_id_pk" PRIMARY KEY("consortium_id","commitment_id","id")
);
--> statement-breakpoint
CREATE TABLE "commitment_answers" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"recommendation_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "commitment_answers_key" PRIMARY KEY("consortium_id","commitment_id","recommendation_id")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "kind" text DEFAULT 'other' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "original_due" date;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "contact_id" text;--> statement-breakpoint
ALTER TABLE "commitment_changes" ADD CONSTRAINT "commitment_changes_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_changes" ADD CONSTRAINT "due_changes_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_answers" ADD CONSTRAINT "commitment_answers_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_answers" ADD CONSTRAINT "commitment_answers_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_changes_consortium_id_state_index" ON "commitment_changes" USING btree ("consortium_id","state");--> statement-breakpoint
CREATE INDEX "commitment_answers_consortium_id_recommendation_id_index" ON "commitment_answers" USING btree ("consortium_id","recommendation_id");