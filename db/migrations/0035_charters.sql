ALTER TABLE "consortia" ADD COLUMN "charter" jsonb DEFAULT '["simple-majority"]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "working_groups" ADD COLUMN "charter" jsonb;