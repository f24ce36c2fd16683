ALTER TABLE "commitments" DROP CONSTRAINT "commitments_recommendation";
--> statement-breakpoint
ALTER TABLE "commitments" DROP COLUMN "recommendation_id";