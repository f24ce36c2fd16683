CREATE TABLE "straw_voices" (
	"consortium_id" text NOT NULL,
	"straw_id" text NOT NULL,
	"person_id" text NOT NULL,
	"answers" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "straw_voices_consortium_id_straw_id_person_id_pk" PRIMARY KEY("consortium_id","straw_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "straws" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"group_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"several" boolean NOT NULL,
	"label" text NOT NULL,
	"source_id" text NOT NULL,
	"recipients" jsonb NOT NULL,
	"about" text NOT NULL,
	"question" text NOT NULL,
	"answers" text NOT NULL,
	"people" integer,
	"count" jsonb,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "straws_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "straws_number" UNIQUE("consortium_id","number")
);
--> statement-breakpoint
ALTER TABLE "straw_voices" ADD CONSTRAINT "straw_voices_straw" FOREIGN KEY ("consortium_id","straw_id") REFERENCES "public"."straws"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "straws" ADD CONSTRAINT "straws_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "straws" ADD CONSTRAINT "straws_source" FOREIGN KEY ("consortium_id","source_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "straws_open" ON "straws" USING btree ("closes_at") WHERE closed_at is null;