CREATE TABLE "known_signer" (
	"side" text NOT NULL,
	"organization" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "known_signer_side_organization_pk" PRIMARY KEY("side","organization")
);
--> statement-breakpoint
CREATE TABLE "nominee" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "nominee_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"organization" text NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "office_paper" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "office_paper_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"organization" text NOT NULL,
	"superior" text NOT NULL,
	"meeting" text NOT NULL,
	"imported" boolean NOT NULL,
	"received" text NOT NULL,
	"digest" text NOT NULL,
	"content" jsonb NOT NULL,
	"pdf" "bytea" NOT NULL,
	"answer" jsonb,
	"answer_pdf" "bytea",
	CONSTRAINT "office_paper_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "organization_key" (
	"organization" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vetting" (
	"nominee" uuid NOT NULL,
	"department" text NOT NULL,
	"verdict" text NOT NULL,
	"date" text NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "vetting_nominee_department_pk" PRIMARY KEY("nominee","department")
);
--> statement-breakpoint
CREATE TABLE "vetting_department" (
	"department" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "village" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "village_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"organization" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "village_organization_unique" UNIQUE("organization")
);
