CREATE TABLE "work_ledger" (
	"organization" text NOT NULL,
	"step" integer NOT NULL,
	"person" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "work_ledger_organization_step_person_pk" PRIMARY KEY("organization","step","person")
);
