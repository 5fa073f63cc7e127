CREATE TABLE "machine" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"micrometres_per_pixel" integer
);
--> statement-breakpoint
CREATE TABLE "official" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	CONSTRAINT "official_role_name" UNIQUE("role","name")
);
--> statement-breakpoint
CREATE TABLE "pairing_code" (
	"code" text PRIMARY KEY NOT NULL,
	"meeting" text NOT NULL,
	"machine" uuid,
	"scrutineer" integer,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"hash" text PRIMARY KEY NOT NULL,
	"audience" text NOT NULL,
	"official" uuid,
	"machine" uuid,
	"meeting" text,
	"scrutineer" integer,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"meeting" text NOT NULL,
	"member" uuid NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "attendance_meeting_member_pk" PRIMARY KEY("meeting","member")
);
--> statement-breakpoint
CREATE TABLE "undone_check_in" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting" text NOT NULL,
	"reason" text NOT NULL,
	"officials" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"post" text NOT NULL,
	"member" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "candidate_meeting_round_post_member_pk" PRIMARY KEY("meeting","round","post","member")
);
--> statement-breakpoint
CREATE TABLE "electable" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"member" uuid NOT NULL,
	CONSTRAINT "electable_meeting_round_member_pk" PRIMARY KEY("meeting","round","member")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "meeting_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"phase" text NOT NULL,
	"draft" jsonb NOT NULL,
	"threshold" integer NOT NULL,
	"tellers" jsonb NOT NULL,
	"current_round" integer NOT NULL,
	"desk_open" boolean NOT NULL,
	"cards_handed_back" integer NOT NULL,
	"pause_reason" text,
	"screen_view" text NOT NULL,
	"derived_from" text,
	"derived_from_round" integer
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"gender" text NOT NULL,
	"ethnicity" text NOT NULL,
	"birth" text NOT NULL,
	"education" text NOT NULL,
	"joined" text NOT NULL,
	"category" text NOT NULL,
	"entitled" boolean NOT NULL,
	"without_right_reason" text NOT NULL,
	"exclusion" jsonb,
	"remark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"post" text NOT NULL,
	"position" integer NOT NULL,
	"seats" integer NOT NULL,
	"confirmed" boolean NOT NULL,
	"order_reason" text NOT NULL,
	CONSTRAINT "post_meeting_round_post_pk" PRIMARY KEY("meeting","round","post")
);
--> statement-breakpoint
CREATE TABLE "scrutineer" (
	"meeting" text NOT NULL,
	"index" integer NOT NULL,
	"member" uuid NOT NULL,
	"name" text NOT NULL,
	"sign_key" text,
	"cosign_key" text,
	CONSTRAINT "scrutineer_meeting_index_pk" PRIMARY KEY("meeting","index")
);
--> statement-breakpoint
CREATE TABLE "supplied_strokes" (
	"meeting" text NOT NULL,
	"character" text NOT NULL,
	"strokes" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "supplied_strokes_meeting_character_pk" PRIMARY KEY("meeting","character")
);
--> statement-breakpoint
CREATE TABLE "acceptance" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"t" text NOT NULL,
	"h" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "acceptance_meeting_round_t_h_pk" PRIMARY KEY("meeting","round","t","h")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"meeting" text PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"number" text NOT NULL,
	"reason" text NOT NULL,
	"signatory" text NOT NULL,
	"date" text NOT NULL,
	"pdf" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"t" text NOT NULL,
	CONSTRAINT "audit_meeting_round_t_pk" PRIMARY KEY("meeting","round","t")
);
--> statement-breakpoint
CREATE TABLE "ceremony_message" (
	"meeting" text NOT NULL,
	"ceremony" text NOT NULL,
	"sender" integer NOT NULL,
	"recipient" integer NOT NULL,
	"ciphertext" text NOT NULL,
	CONSTRAINT "ceremony_message_meeting_ceremony_sender_recipient_pk" PRIMARY KEY("meeting","ceremony","sender","recipient")
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"meeting" text NOT NULL,
	"size" integer NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "checkpoint_meeting_size_pk" PRIMARY KEY("meeting","size")
);
--> statement-breakpoint
CREATE TABLE "cosignature" (
	"meeting" text NOT NULL,
	"size" integer NOT NULL,
	"signer" text NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "cosignature_meeting_size_signer_pk" PRIMARY KEY("meeting","size","signer")
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"meeting" text NOT NULL,
	"index" integer NOT NULL,
	"type" text NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "entry_meeting_index_pk" PRIMARY KEY("meeting","index")
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"meeting" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_key" (
	"meeting" text NOT NULL,
	"purpose" text NOT NULL,
	"secret" text NOT NULL,
	CONSTRAINT "meeting_key_meeting_purpose_pk" PRIMARY KEY("meeting","purpose")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "proposal_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "proposal_signature" (
	"proposal" text NOT NULL,
	"author" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "proposal_signature_proposal_author_pk" PRIMARY KEY("proposal","author")
);
--> statement-breakpoint
CREATE TABLE "result_sheet" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"pdf" "bytea" NOT NULL,
	"json" text NOT NULL,
	CONSTRAINT "result_sheet_meeting_round_pk" PRIMARY KEY("meeting","round")
);
--> statement-breakpoint
CREATE TABLE "superior_key" (
	"superior" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "token" (
	"meeting" text NOT NULL,
	"round" integer NOT NULL,
	"t" text NOT NULL,
	"state" text NOT NULL,
	"ballot_hash" text,
	"ballot" text,
	"final" text,
	CONSTRAINT "token_meeting_round_t_pk" PRIMARY KEY("meeting","round","t")
);
--> statement-breakpoint
CREATE TABLE "waiting" (
	"meeting" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "waiting_meeting_hash_pk" PRIMARY KEY("meeting","hash")
);
--> statement-breakpoint
CREATE INDEX "proposal_meeting" ON "proposal" USING btree ("meeting");