ALTER TABLE "meeting" ADD COLUMN "screen_round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "screen_order" text DEFAULT 'ballot' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "screen_language" text DEFAULT 'zh' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "announced_rounds" jsonb DEFAULT '[]'::jsonb NOT NULL;