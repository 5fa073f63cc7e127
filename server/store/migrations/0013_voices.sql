CREATE TABLE "voice_clip" (
	"meeting" text NOT NULL,
	"subject" text NOT NULL,
	"media" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "voice_clip_meeting_subject_pk" PRIMARY KEY("meeting","subject")
);
--> statement-breakpoint
ALTER TABLE "machine" ADD COLUMN "headphones" boolean DEFAULT false NOT NULL;