CREATE TABLE "assistance" (
	"meeting" text NOT NULL,
	"voter" uuid NOT NULL,
	"helper" text NOT NULL,
	CONSTRAINT "assistance_meeting_voter_pk" PRIMARY KEY("meeting","voter")
);
