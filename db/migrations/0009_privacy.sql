ALTER TABLE "quotations" ADD COLUMN "said_by" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "person_id" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;