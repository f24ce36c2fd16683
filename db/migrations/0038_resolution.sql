CREATE TABLE "comment_positions" (
	"consortium_id" text NOT NULL,
	"comment_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"position" text NOT NULL,
	"note" text NOT NULL,
	"taken_by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "comment_positions_consortium_id_comment_id_organisation_id_pk" PRIMARY KEY("consortium_id","comment_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "consent_lists" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consent_lists_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"draft_id" text NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"circulated_by" text,
	"at" timestamp with time zone NOT NULL,
	"closed" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consent_lists_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispositions" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dispositions_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"draft_id" text NOT NULL,
	"comment_id" text NOT NULL,
	"kind" text NOT NULL,
	"disposition" text NOT NULL,
	"text" text NOT NULL,
	"duplicate_of" text,
	"consent_id" text,
	"said_by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "dispositions_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "pull_outs" (
	"consortium_id" text NOT NULL,
	"consent_id" text NOT NULL,
	"comment_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"reason" text NOT NULL,
	"pulled_by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "pull_outs_consortium_id_consent_id_comment_id_organisation_id_pk" PRIMARY KEY("consortium_id","consent_id","comment_id","organisation_id")
);
--> statement-breakpoint
ALTER TABLE "comment_positions" ADD CONSTRAINT "comment_positions_comment" FOREIGN KEY ("consortium_id","comment_id") REFERENCES "public"."draft_comments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_positions" ADD CONSTRAINT "comment_positions_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_lists" ADD CONSTRAINT "consent_lists_draft" FOREIGN KEY ("consortium_id","draft_id") REFERENCES "public"."drafts"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispositions" ADD CONSTRAINT "dispositions_comment" FOREIGN KEY ("consortium_id","comment_id") REFERENCES "public"."draft_comments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_outs" ADD CONSTRAINT "pull_outs_consent" FOREIGN KEY ("consortium_id","consent_id") REFERENCES "public"."consent_lists"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_outs" ADD CONSTRAINT "pull_outs_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_positions_consortium_id_draft_id_index" ON "comment_positions" USING btree ("consortium_id","draft_id");--> statement-breakpoint
CREATE INDEX "consent_lists_consortium_id_draft_id_n_index" ON "consent_lists" USING btree ("consortium_id","draft_id","n");--> statement-breakpoint
CREATE INDEX "consent_lists_due" ON "consent_lists" USING btree ("closed","deadline");--> statement-breakpoint
CREATE INDEX "dispositions_consortium_id_draft_id_comment_id_n_index" ON "dispositions" USING btree ("consortium_id","draft_id","comment_id","n");--> statement-breakpoint
CREATE INDEX "pull_outs_consortium_id_draft_id_index" ON "pull_outs" USING btree ("consortium_id","draft_id");