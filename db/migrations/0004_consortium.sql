CREATE TABLE "code_attempts" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"account" text NOT NULL,
	"tries" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "code_attempts_platform_workspace_account_pk" PRIMARY KEY("platform","workspace","account")
);
--> statement-breakpoint
CREATE TABLE "install_tickets" (
	"ticket_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "installation_tokens" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"bot_user" text,
	"scopes" text NOT NULL,
	"installed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "installation_tokens_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
CREATE TABLE "acting" (
	"consortium_id" text NOT NULL,
	"person_id" text NOT NULL,
	"place" text NOT NULL,
	"organisation_id" text NOT NULL,
	CONSTRAINT "acting_consortium_id_person_id_place_pk" PRIMARY KEY("consortium_id","person_id","place")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"person_id" text,
	"rows" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"report" text NOT NULL,
	"ref" text,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "imports_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"code_hash" text NOT NULL,
	"person_id" text NOT NULL,
	"made_by" text,
	"state" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitations_consortium_id_id_pk" PRIMARY KEY("consortium_id","id"),
	CONSTRAINT "invitations_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"consortium_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text,
	"reason" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone,
	CONSTRAINT "legal_holds_consortium_id_id_pk" PRIMARY KEY("consortium_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_audiences" (
	"consortium_id" text NOT NULL,
	"place_id" text NOT NULL,
	"kind" text NOT NULL,
	"guests" boolean NOT NULL,
	"outsiders" boolean NOT NULL,
	"observed_at" timestamp with time zone,
	CONSTRAINT "place_audiences_consortium_id_place_id_pk" PRIMARY KEY("consortium_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "place_organisations" (
	"consortium_id" text NOT NULL,
	"place_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	CONSTRAINT "place_organisations_consortium_id_place_id_organisation_id_pk" PRIMARY KEY("consortium_id","place_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"consortium_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"label" text NOT NULL,
	"what" text NOT NULL,
	CONSTRAINT "releases_consortium_id_organisation_id_label_pk" PRIMARY KEY("consortium_id","organisation_id","label")
);
--> statement-breakpoint
CREATE TABLE "retentions" (
	"consortium_id" text NOT NULL,
	"kind" text NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "retentions_consortium_id_kind_pk" PRIMARY KEY("consortium_id","kind")
);
--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_consortium_id_group_id_organisation_id_pk";--> statement-breakpoint
ALTER TABLE "memberships" ALTER COLUMN "group_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "installations" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "recipients" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "recipients" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "body_id" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "class" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "votes" boolean;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "from_day" date DEFAULT '1970-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "until_day" date;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "contact" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "standing" text DEFAULT 'staff' NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "from_day" date DEFAULT '1970-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "until_day" date;--> statement-breakpoint
ALTER TABLE "working_groups" ADD COLUMN "kind" text DEFAULT 'working-group' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "needs" text DEFAULT 'secretary' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "organisation_id" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "confirm_hash" text;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "source_id" text;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "recipients" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "acting" ADD CONSTRAINT "acting_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_organisations" ADD CONSTRAINT "place_organisations_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_organisation" FOREIGN KEY ("consortium_id","organisation_id") REFERENCES "public"."organisations"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_body" CHECK ("memberships"."body_id" = coalesce("memberships"."group_id", "memberships"."consortium_id"));--> statement-breakpoint
-- What stands already: voting members become P-members, observers O-members. The owner sees rows only while policies are not forced on it.
ALTER TABLE "memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "memberships" SET "body_id" = "group_id", "votes" = "category" = 'voting', "category" = CASE "category" WHEN 'voting' THEN 'P' ELSE 'O' END;--> statement-breakpoint
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" ALTER COLUMN "body_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ALTER COLUMN "votes" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_consortium_id_body_id_organisation_id_pk" PRIMARY KEY("consortium_id","body_id","organisation_id");
