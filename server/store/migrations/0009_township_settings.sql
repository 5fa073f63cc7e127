CREATE TABLE "township_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL
);
