CREATE TABLE "card_exchange" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"asked" integer NOT NULL,
	"done" integer NOT NULL,
	CONSTRAINT "card_exchange_meeting_round_kind_pk" PRIMARY KEY("meeting","round","kind")
);
--> statement-breakpoint
ALTER TABLE "machine" ADD COLUMN "slips" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "machine" ADD COLUMN "handed_over" integer;