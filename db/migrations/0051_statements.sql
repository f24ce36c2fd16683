CREATE TABLE "statement_signatures" (
	"consortium_id" text NOT NULL,
	"statement_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"n" integer NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "statement_signatures_consortium_id_statement_id_organisation_id_n_pk" PRIMARY KEY("consortium_id","statement_id","organisation_id","n")
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"group_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"label" text NOT NULL,
	"source_id" text NOT NULL,
	"recipients" jsonb NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "statements_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "statements_number" UNIQUE("consortium_id","number")
);
--> statement-breakpoint
ALTER TABLE "statement_signatures" ADD CONSTRAINT "statement_signatures_statement" FOREIGN KEY ("consortium_id","statement_id") REFERENCES "public"."statements"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_signatures" ADD CONSTRAINT "statement_signatures_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_source" FOREIGN KEY ("consortium_id","source_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statements_open" ON "statements" USING btree ("closes_at") WHERE closed_at is null;