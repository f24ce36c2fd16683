CREATE TABLE "evidence" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"url" text,
	"file_name" text,
	"file_type" text,
	"file_size" integer,
	"file_hash" text,
	"day" date NOT NULL,
	"label" text NOT NULL,
	"recipients" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"organisation_id" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "evidence_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "evidence_files" (
	"consortium_id" text NOT NULL,
	"evidence_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "evidence_files_consortium_id_evidence_id_pk" PRIMARY KEY("consortium_id","evidence_id")
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_evidence" FOREIGN KEY ("consortium_id","evidence_id") REFERENCES "public"."evidence"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_of" ON "evidence" USING btree ("consortium_id","subject_kind","subject_id") WHERE withdrawn_at is null;