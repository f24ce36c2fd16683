CREATE TABLE "comment_file_bytes" (
	"consortium_id" text NOT NULL,
	"file_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "comment_file_bytes_consortium_id_file_id_pk" PRIMARY KEY("consortium_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "comment_files" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"draft_id" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"hash" text NOT NULL,
	"imported_by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "comment_files_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
ALTER TABLE "comment_file_bytes" ADD CONSTRAINT "comment_file_bytes_file" FOREIGN KEY ("consortium_id","file_id") REFERENCES "public"."comment_files"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_files" ADD CONSTRAINT "comment_files_draft" FOREIGN KEY ("consortium_id","draft_id") REFERENCES "public"."drafts"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comment_files_hash" ON "comment_files" USING btree ("consortium_id","draft_id","hash");