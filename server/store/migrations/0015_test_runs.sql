CREATE TABLE "wiped_test_run" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "wiped_test_run_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"draft" text NOT NULL,
	"title" text NOT NULL,
	"day" text NOT NULL,
	"proof" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "test_run_of" text;