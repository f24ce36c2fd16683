CREATE TABLE "draft_comments" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"draft_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"status" text NOT NULL,
	"number" integer,
	"code" text DEFAULT '' NOT NULL,
	"type" text NOT NULL,
	"clause" text NOT NULL,
	"paragraph" text NOT NULL,
	"line" text NOT NULL,
	"text" text NOT NULL,
	"proposed" text NOT NULL,
	"author_id" text,
	"recorded_by" text,
	"validated_by" text,
	"file_id" text,
	"row" integer,
	"raw" jsonb,
	"flags" text[] NOT NULL,
	"late" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_comments_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"group_id" text NOT NULL,
	"standard" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"stage" text NOT NULL,
	"url" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"label" text NOT NULL,
	"recipients" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"registered_by" text,
	"last_comment" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
ALTER TABLE "draft_comments" ADD CONSTRAINT "draft_comments_draft" FOREIGN KEY ("consortium_id","draft_id") REFERENCES "public"."drafts"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_comments" ADD CONSTRAINT "draft_comments_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_comments_number" ON "draft_comments" USING btree ("consortium_id","draft_id","number");--> statement-breakpoint
CREATE INDEX "draft_comments_consortium_id_draft_id_organisation_id_status_index" ON "draft_comments" USING btree ("consortium_id","draft_id","organisation_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_number" ON "drafts" USING btree ("consortium_id","number");