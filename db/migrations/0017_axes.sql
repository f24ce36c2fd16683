CREATE TABLE "assessments" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "assessments_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"owner_id" text,
	"found" text NOT NULL,
	"why" text NOT NULL,
	"assessed_by" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"reply" text,
	"replied_by" text,
	"replied_at" timestamp with time zone,
	CONSTRAINT "assessments_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "catalogues" (
	"consortium_id" text NOT NULL,
	"mark" text NOT NULL,
	"title" text NOT NULL,
	"series" text NOT NULL,
	"publisher" text NOT NULL,
	"year" integer,
	CONSTRAINT "catalogues_consortium_id_mark_pk" PRIMARY KEY("consortium_id","mark")
);
--> statement-breakpoint
CREATE TABLE "recommendation_coordinators" (
	"consortium_id" text NOT NULL,
	"recommendation_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "recommendation_coordinators_pk" PRIMARY KEY("consortium_id","recommendation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "recommendation_organisations" (
	"consortium_id" text NOT NULL,
	"recommendation_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "recommendation_organisations_pk" PRIMARY KEY("consortium_id","recommendation_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "recommendation_reports" (
	"consortium_id" text NOT NULL,
	"recommendation_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recommendation_reports_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" text NOT NULL,
	"progress" text NOT NULL,
	"outlook" text,
	"note" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recommendation_reports_consortium_id_recommendation_id_n_pk" PRIMARY KEY("consortium_id","recommendation_id","n")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"consortium_id" text NOT NULL,
	"recommendation_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "responses_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"response" text NOT NULL,
	"reason" text NOT NULL,
	"stated_by" text NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "responses_pk" PRIMARY KEY("consortium_id","recommendation_id","organisation_id","n")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "outlook" text;--> statement-breakpoint
ALTER TABLE "progress_reports" ADD COLUMN "outlook" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "part_of" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "group_id" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "progress" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "outlook" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "progress_note" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "progress_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_owner" FOREIGN KEY ("consortium_id","owner_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_coordinators" ADD CONSTRAINT "recommendation_coordinators_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_coordinators" ADD CONSTRAINT "recommendation_coordinators_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_organisations" ADD CONSTRAINT "recommendation_organisations_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_organisations" ADD CONSTRAINT "recommendation_organisations_of" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_reports" ADD CONSTRAINT "recommendation_reports_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_reports" ADD CONSTRAINT "recommendation_reports_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessments_consortium_id_subject_kind_subject_id_n_index" ON "assessments" USING btree ("consortium_id","subject_kind","subject_id","n");--> statement-breakpoint
CREATE INDEX "assessments_consortium_id_owner_id_opens_at_index" ON "assessments" USING btree ("consortium_id","owner_id","opens_at");--> statement-breakpoint
CREATE INDEX "recommendation_coordinators_of" ON "recommendation_coordinators" USING btree ("consortium_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recommendation_organisations_lead" ON "recommendation_organisations" USING btree ("consortium_id","recommendation_id") WHERE role = 'lead';--> statement-breakpoint
CREATE INDEX "recommendation_organisations_organisation" ON "recommendation_organisations" USING btree ("consortium_id","organisation_id");--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_part_of" FOREIGN KEY ("consortium_id","part_of") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendations_consortium_id_part_of_index" ON "recommendations" USING btree ("consortium_id","part_of");--> statement-breakpoint
CREATE INDEX "recommendations_consortium_id_group_id_index" ON "recommendations" USING btree ("consortium_id","group_id");