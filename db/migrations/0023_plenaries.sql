CREATE TABLE "plenaries" (
	"consortium_id" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"held_by" text,
	CONSTRAINT "plenaries_consortium_id_until_pk" PRIMARY KEY("consortium_id","until")
);
--> statement-breakpoint
ALTER TABLE "plenaries" ADD CONSTRAINT "plenaries_consortium_id_consortia_consortium_id_fk" FOREIGN KEY ("consortium_id") REFERENCES "public"."consortia"("consortium_id") ON DELETE no action ON UPDATE no action;