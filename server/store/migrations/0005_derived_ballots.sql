ALTER TABLE "post" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "derived" boolean DEFAULT false NOT NULL;