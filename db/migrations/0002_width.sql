CREATE TABLE "progress_reports" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "progress_reports_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"progress" text NOT NULL,
	"note" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "progress_reports_consortium_id_commitment_id_n_pk" PRIMARY KEY("consortium_id","commitment_id","n")
);
--> statement-breakpoint
CREATE TABLE "quotations" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"text" text NOT NULL,
	"author" text NOT NULL,
	"url" text,
	"said_at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "quotations_consortium_id_commitment_id_pk" PRIMARY KEY("consortium_id","commitment_id")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"consortium_id" text NOT NULL,
	"person_id" text NOT NULL,
	"weekday" integer,
	"minute" integer NOT NULL,
	"zone" text NOT NULL,
	"platform" text NOT NULL,
	"sent_until" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	CONSTRAINT "digests_consortium_id_person_id_pk" PRIMARY KEY("consortium_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"hash" text NOT NULL,
	"label" text NOT NULL,
	"person_id" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"consortium_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"document_id" text NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"account" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"redeemed_at" timestamp with time zone,
	"session_hash" text,
	"session_expires_at" timestamp with time zone,
	CONSTRAINT "links_consortium_id_token_hash_pk" PRIMARY KEY("consortium_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "progress" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "progress_note" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "progress_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "asked_by" text;--> statement-breakpoint
ALTER TABLE "progress_reports" ADD CONSTRAINT "progress_reports_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotations" ADD CONSTRAINT "quotations_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_document" FOREIGN KEY ("consortium_id","document_id") REFERENCES "public"."documents"("consortium_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digests_next" ON "digests" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "documents_expires_at_index" ON "documents" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "links_expires_at_index" ON "links" USING btree ("expires_at");