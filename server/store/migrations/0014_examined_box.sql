CREATE TABLE "examined_box" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"kiosks" jsonb NOT NULL,
	CONSTRAINT "examined_box_meeting_round_pk" PRIMARY KEY("meeting","round")
);
