CREATE TABLE "chat_accounts" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"account" text NOT NULL,
	"person_id" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_accounts_platform_workspace_account_pk" PRIMARY KEY("platform","workspace","account")
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"service_url" text,
	CONSTRAINT "installations_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"person_id" text NOT NULL,
	"consortium_id" text NOT NULL,
	CONSTRAINT "participants_person_id_consortium_id_pk" PRIMARY KEY("person_id","consortium_id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"channel" text NOT NULL,
	"consortium_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "places_address" UNIQUE("platform","workspace","channel")
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer,
	"status" text NOT NULL,
	"organisation_id" text NOT NULL,
	"group_id" text NOT NULL,
	"recommendation_id" text,
	"due" date NOT NULL,
	"label" text NOT NULL,
	"text" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "commitments_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "commitments_number" UNIQUE("consortium_id","number")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"consortium_id" text NOT NULL,
	"kind" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counters_consortium_id_kind_pk" PRIMARY KEY("consortium_id","kind")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"consortium_id" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	CONSTRAINT "findings_consortium_id_code_pk" PRIMARY KEY("consortium_id","code")
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"code" text NOT NULL,
	"finding_code" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"themes" text[] NOT NULL,
	CONSTRAINT "recommendations_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "recommendations_code" UNIQUE("consortium_id","code")
);
--> statement-breakpoint
CREATE TABLE "consortia" (
	"consortium_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"consortium_id" text NOT NULL,
	"group_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"category" text NOT NULL,
	CONSTRAINT "memberships_consortium_id_group_id_organisation_id_pk" PRIMARY KEY("consortium_id","group_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"short" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"country" text NOT NULL,
	"zone" text NOT NULL,
	CONSTRAINT "organisations_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	CONSTRAINT "people_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_names" (
	"consortium_id" text NOT NULL,
	"place_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "place_names_consortium_id_place_id_pk" PRIMARY KEY("consortium_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"consortium_id" text NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "seats_consortium_id_person_id_organisation_id_role_pk" PRIMARY KEY("consortium_id","person_id","organisation_id","role")
);
--> statement-breakpoint
CREATE TABLE "working_groups" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "working_groups_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"consortium_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"place_id" text NOT NULL,
	"ref" text,
	"wanted" integer NOT NULL,
	"drawing" integer NOT NULL,
	"drawn" integer NOT NULL,
	"drawn_hash" text,
	"claimed_until" timestamp with time zone,
	"swept_at" timestamp with time zone,
	CONSTRAINT "cards_consortium_id_subject_kind_subject_id_place_id_pk" PRIMARY KEY("consortium_id","subject_kind","subject_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"consortium_id" text NOT NULL,
	"key" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_consortium_id_key_pk" PRIMARY KEY("consortium_id","key")
);
--> statement-breakpoint
CREATE TABLE "form_drafts" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"account" text NOT NULL,
	"use" text NOT NULL,
	"values" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_drafts_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"consortium_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"choice" text NOT NULL,
	"cast_by" text NOT NULL,
	"role" text NOT NULL,
	"cast_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ballots_consortium_id_poll_id_organisation_id_pk" PRIMARY KEY("consortium_id","poll_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "poll_electorate" (
	"consortium_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "poll_electorate_consortium_id_poll_id_organisation_id_pk" PRIMARY KEY("consortium_id","poll_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"group_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"rule" text NOT NULL,
	"label" text NOT NULL,
	"question" text NOT NULL,
	"count" jsonb,
	"outcome" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "polls_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "polls_number" UNIQUE("consortium_id","number")
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"consortium_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "register_entries_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"bytes" "bytea" NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "register_entries_consortium_id_n_pk" PRIMARY KEY("consortium_id","n")
);
--> statement-breakpoint
CREATE TABLE "register_openings" (
	"consortium_id" text NOT NULL,
	"entry" bigint NOT NULL,
	"path" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "register_openings_consortium_id_entry_path_pk" PRIMARY KEY("consortium_id","entry","path")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_recommendation" FOREIGN KEY ("consortium_id","recommendation_id") REFERENCES "public"."recommendations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_finding" FOREIGN KEY ("consortium_id","finding_code") REFERENCES "public"."findings"("consortium_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_groups" ADD CONSTRAINT "working_groups_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_voter" FOREIGN KEY ("consortium_id","poll_id","organisation_id") REFERENCES "public"."poll_electorate"("consortium_id","poll_id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_electorate" ADD CONSTRAINT "poll_electorate_poll" FOREIGN KEY ("consortium_id","poll_id") REFERENCES "public"."polls"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_electorate" ADD CONSTRAINT "poll_electorate_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_group" FOREIGN KEY ("consortium_id","group_id") REFERENCES "public"."working_groups"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_openings" ADD CONSTRAINT "register_openings_entry" FOREIGN KEY ("consortium_id","entry") REFERENCES "public"."register_entries"("consortium_id","n") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_accounts_person_id_index" ON "chat_accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "places_consortium_id_group_id_index" ON "places" USING btree ("consortium_id","group_id");--> statement-breakpoint
CREATE INDEX "commitments_consortium_id_organisation_id_status_index" ON "commitments" USING btree ("consortium_id","organisation_id","status");--> statement-breakpoint
CREATE INDEX "memberships_consortium_id_organisation_id_index" ON "memberships" USING btree ("consortium_id","organisation_id");--> statement-breakpoint
CREATE INDEX "seats_consortium_id_organisation_id_index" ON "seats" USING btree ("consortium_id","organisation_id");--> statement-breakpoint
CREATE INDEX "cards_wanted" ON "cards" USING btree ("consortium_id") WHERE wanted > drawn;--> statement-breakpoint
CREATE INDEX "deliveries_at_index" ON "deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "form_drafts_expires_at_index" ON "form_drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "polls_uncounted" ON "polls" USING btree ("closes_at") WHERE status <> 'closed';