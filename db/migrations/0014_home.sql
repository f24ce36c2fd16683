CREATE TABLE "homes" (
	"consortium_id" text NOT NULL,
	"platform" text NOT NULL,
	"via" text NOT NULL,
	"workspace" text NOT NULL,
	"account" text NOT NULL,
	"person_id" text NOT NULL,
	"ref" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"rests" boolean NOT NULL,
	"wanted" integer NOT NULL,
	"drawing" integer NOT NULL,
	"drawn" integer NOT NULL,
	"drawn_hash" text NOT NULL,
	"claimed_until" timestamp with time zone,
	"swept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "homes_consortium_id_platform_via_workspace_account_pk" PRIMARY KEY("consortium_id","platform","via","workspace","account")
);
--> statement-breakpoint
CREATE TABLE "update_requests" (
	"consortium_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "update_requests_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"asked_by" text NOT NULL,
	"asked_of" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "update_requests_consortium_id_commitment_id_n_pk" PRIMARY KEY("consortium_id","commitment_id","n")
);
--> statement-breakpoint
ALTER TABLE "homes" ADD CONSTRAINT "homes_person" FOREIGN KEY ("consortium_id","person_id") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_requests" ADD CONSTRAINT "update_requests_commitment" FOREIGN KEY ("consortium_id","commitment_id") REFERENCES "public"."commitments"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "homes_of_person" ON "homes" USING btree ("consortium_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "update_requests_open" ON "update_requests" USING btree ("consortium_id","commitment_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "update_requests_waiting" ON "update_requests" USING btree ("consortium_id","asked_of") WHERE ended_at is null;