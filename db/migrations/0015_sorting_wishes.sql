ALTER TABLE "fields" ADD COLUMN "is_sort_wanted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
update fields set is_sort_wanted = is_sortable;
