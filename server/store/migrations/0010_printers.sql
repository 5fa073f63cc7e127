ALTER TABLE "machine" ADD COLUMN "printer" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "paper_printer" text;