CREATE TABLE "paper_box" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"contest" integer NOT NULL,
	"expected" integer NOT NULL,
	"present" integer NOT NULL,
	"printed" integer NOT NULL,
	"issued" integer NOT NULL,
	"remaining" integer NOT NULL,
	"voters" integer,
	"recovered" integer,
	CONSTRAINT "paper_box_meeting_round_contest_pk" PRIMARY KEY("meeting","round","contest")
);
--> statement-breakpoint
CREATE TABLE "paper_reading" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"contest" integer NOT NULL,
	"seat" integer NOT NULL,
	"number" integer NOT NULL,
	"reading" jsonb NOT NULL,
	CONSTRAINT "paper_reading_meeting_round_contest_seat_number_pk" PRIMARY KEY("meeting","round","contest","seat","number")
);
--> statement-breakpoint
CREATE TABLE "paper_settlement" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"contest" integer NOT NULL,
	"number" integer NOT NULL,
	"reading" jsonb NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "paper_settlement_meeting_round_contest_number_pk" PRIMARY KEY("meeting","round","contest","number")
);
--> statement-breakpoint
CREATE TABLE "teller_seat" (
	"meeting" text NOT NULL,
	"seat" integer NOT NULL,
	"machine" uuid NOT NULL,
	CONSTRAINT "teller_seat_meeting_seat_pk" PRIMARY KEY("meeting","seat")
);
