ALTER TABLE "groups" ADD COLUMN "reactivated_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "mails_kept" ON "mails" USING btree ("id") WHERE "mails"."html" <> '';