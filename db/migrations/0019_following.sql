CREATE TABLE "follows" (
	"consortium_id" text NOT NULL,
	"person_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"since_at" timestamp with time zone NOT NULL,
	CONSTRAINT "follows_consortium_id_subject_kind_subject_id_person_id_pk" PRIMARY KEY("consortium_id","subject_kind","subject_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "subject_comments" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"words" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"said_in" text,
	CONSTRAINT "subject_comments_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "commitment_origins" (
	"consortium_id" text NOT NULL,
	"from_id" text NOT NULL,
	"into_id" text NOT NULL,
	"recast_id" text NOT NULL,
	CONSTRAINT "commitment_origins_consortium_id_from_id_into_id_pk" PRIMARY KEY("consortium_id","from_id","into_id")
);
--> statement-breakpoint
CREATE TABLE "commitment_supports" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "commitment_supports_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" text NOT NULL,
	"part" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "commitment_supports_consortium_id_commitment_id_n_pk" PRIMARY KEY("consortium_id","commitment_id","n")
);
--> statement-breakpoint
CREATE TABLE "recasts" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" text NOT NULL,
	"sources" jsonb NOT NULL,
	"parts" jsonb NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "recasts_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "evidence_id" text;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_comments" ADD CONSTRAINT "subject_comments_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_comments" ADD CONSTRAINT "subject_comments_person" FOREIGN KEY ("consortium_id","said_by") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_origins" ADD CONSTRAINT "commitment_origins_from" FOREIGN KEY ("consortium_id","from_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_origins" ADD CONSTRAINT "commitment_origins_into" FOREIGN KEY ("consortium_id","into_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_origins" ADD CONSTRAINT "commitment_origins_recast" FOREIGN KEY ("consortium_id","recast_id") REFERENCES "public"."recasts"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_supports" ADD CONSTRAINT "commitment_supports_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_supports" ADD CONSTRAINT "commitment_supports_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recasts" ADD CONSTRAINT "recasts_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_of" ON "follows" USING btree ("consortium_id","person_id");--> statement-breakpoint
CREATE INDEX "subject_comments_of" ON "subject_comments" USING btree ("consortium_id","subject_kind","subject_id","said_at");--> statement-breakpoint
CREATE INDEX "commitment_origins_consortium_id_into_id_index" ON "commitment_origins" USING btree ("consortium_id","into_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_supports_standing" ON "commitment_supports" USING btree ("consortium_id","commitment_id","organisation_id") WHERE state in ('asked', 'confirmed');--> statement-breakpoint
CREATE INDEX "commitment_supports_of" ON "commitment_supports" USING btree ("consortium_id","organisation_id") WHERE state in ('asked', 'confirmed');--> statement-breakpoint
CREATE INDEX "recasts_waiting" ON "recasts" USING btree ("consortium_id","organisation_id") WHERE state = 'proposed';