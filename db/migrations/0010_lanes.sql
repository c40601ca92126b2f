DROP INDEX "outbox_events_due";--> statement-breakpoint
ALTER TABLE "outbox_events" ADD COLUMN "lane" text DEFAULT 'main' NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_events_due" ON "outbox_events" USING btree ("lane","due_at","id") WHERE "outbox_events"."done_at" is null;