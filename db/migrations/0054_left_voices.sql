ALTER TABLE "statements" ADD COLUMN "source_left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "straws" ADD COLUMN "source_left_at" timestamp with time zone;