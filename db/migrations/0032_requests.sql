CREATE TABLE "requests" (
	"consortium_id" text NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "requests_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"wanted" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_of" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "requests_consortium_id_n_pk" PRIMARY KEY("consortium_id","n")
);
--> statement-breakpoint
ALTER TABLE "recommendation_organisations" ADD COLUMN "since_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_by" FOREIGN KEY ("consortium_id","asked_by") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_of" FOREIGN KEY ("consortium_id","asked_of") REFERENCES "public"."people"("consortium_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "requests_open" ON "requests" USING btree ("consortium_id","subject_kind","subject_id","wanted") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "requests_waiting" ON "requests" USING btree ("consortium_id","asked_of") WHERE ended_at is null;