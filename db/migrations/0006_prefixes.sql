CREATE INDEX "follows_newest" ON "follows" USING btree ("person_id","created_at","subject_id");--> statement-breakpoint
CREATE INDEX "subjects_handle_prefix" ON "subjects" USING btree ("handle" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "topics_key_prefix" ON "topics" USING btree ("key" collate "C");