CREATE TABLE "paper_details" (
	"meeting" text PRIMARY KEY NOT NULL,
	"details" jsonb NOT NULL
);
