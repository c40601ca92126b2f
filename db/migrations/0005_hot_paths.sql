DROP INDEX "topic_assignments_topic";--> statement-breakpoint
CREATE INDEX "bookmarks_item" ON "bookmarks" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "mentions_comment" ON "mentions" USING btree ("comment_id") WHERE "mentions"."comment_id" is not null;--> statement-breakpoint
CREATE INDEX "mutes_item" ON "mutes" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "revisions_comment" ON "revisions" USING btree ("comment_id") WHERE "revisions"."comment_id" is not null;--> statement-breakpoint
CREATE INDEX "people_created" ON "people" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "subjects_inactive" ON "subjects" USING btree ("id") WHERE not "subjects"."is_active";--> statement-breakpoint
CREATE INDEX "topic_assignments_topic" ON "topic_assignments" USING btree ("topic_id","item_id","audience");