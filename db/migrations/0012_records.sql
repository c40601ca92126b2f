CREATE TABLE "field_readers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"field_id" uuid NOT NULL,
	"principal" uuid,
	"permission" text,
	CONSTRAINT "field_readers_one" CHECK (("field_readers"."principal" is null) <> ("field_readers"."permission" is null))
);
--> statement-breakpoint
CREATE TABLE "fields" (
	"id" uuid PRIMARY KEY NOT NULL,
	"object_id" uuid NOT NULL,
	"api_name" text NOT NULL,
	"label" text NOT NULL,
	"help" text DEFAULT '' NOT NULL,
	"type" text NOT NULL,
	"role" text,
	"is_required" boolean DEFAULT false NOT NULL,
	"default_value" jsonb,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"lookup_object_id" uuid,
	"scale" integer DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"is_tracked" boolean DEFAULT false NOT NULL,
	"threshold" integer,
	"is_sortable" boolean DEFAULT false NOT NULL,
	"is_restricted" boolean DEFAULT false NOT NULL,
	"is_standard" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 100 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "fields_api_name_form" CHECK ("fields"."api_name" ~ '^[a-z][a-z0-9_]{0,39}$'),
	CONSTRAINT "fields_role_check" CHECK ("fields"."role" in ('name', 'owner')),
	CONSTRAINT "fields_role_open" CHECK ("fields"."role" is null or not "fields"."is_restricted")
);
--> statement-breakpoint
CREATE TABLE "group_records" (
	"group_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"added_by" uuid,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_records_group_id_record_id_pk" PRIMARY KEY("group_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "list_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"object_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"columns" jsonb NOT NULL,
	"filters" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topics" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"scope" text DEFAULT 'all' NOT NULL,
	"sort_field" text DEFAULT 'updated_at' NOT NULL,
	"is_descending" boolean DEFAULT true NOT NULL,
	"client_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "objects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"api_name" text NOT NULL,
	"label" text NOT NULL,
	"plural" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'record' NOT NULL,
	"access" text DEFAULT 'read' NOT NULL,
	"is_tracked" boolean DEFAULT false NOT NULL,
	"announces_related" boolean DEFAULT false NOT NULL,
	"has_topics" boolean DEFAULT true NOT NULL,
	"path_field_id" uuid,
	"is_standard" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 100 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "objects_kind_check" CHECK ("objects"."kind" in ('record', 'person', 'group', 'topic')),
	CONSTRAINT "objects_access_check" CHECK ("objects"."access" in ('private', 'read', 'write')),
	CONSTRAINT "objects_api_name_form" CHECK ("objects"."api_name" ~ '^[a-z][a-z0-9_]{0,39}$')
);
--> statement-breakpoint
CREATE TABLE "record_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"field_id" uuid,
	"event" text,
	"old_value" jsonb,
	"new_value" jsonb,
	"related_id" uuid,
	"actor_id" uuid NOT NULL,
	"item_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_changes_what" CHECK ("record_changes"."field_id" is not null or "record_changes"."event" is not null)
);
--> statement-breakpoint
CREATE TABLE "record_links" (
	"record_id" uuid NOT NULL,
	"field_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "record_links_record_id_field_id_pk" PRIMARY KEY("record_id","field_id")
);
--> statement-breakpoint
CREATE TABLE "record_shares" (
	"record_id" uuid NOT NULL,
	"principal" uuid NOT NULL,
	"level" text NOT NULL,
	"shared_by" uuid,
	"shared_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_shares_record_id_principal_pk" PRIMARY KEY("record_id","principal"),
	CONSTRAINT "record_shares_level_check" CHECK ("record_shares"."level" in ('read', 'write'))
);
--> statement-breakpoint
CREATE TABLE "record_topics" (
	"record_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"spelling" text NOT NULL,
	"audience" uuid,
	"assigned_by" uuid,
	"assigned_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_topics_record_id_topic_id_pk" PRIMARY KEY("record_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "record_views" (
	"person_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"viewed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_views_person_id_record_id_pk" PRIMARY KEY("person_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"object_id" uuid NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"audience" uuid,
	"is_private" boolean DEFAULT false NOT NULL,
	"external_id" text,
	"client_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "records_audience_check" CHECK ("records"."audience" = "records"."id")
);
--> statement-breakpoint
ALTER TABLE "feed_entries" DROP CONSTRAINT "feed_entries_reason_check";--> statement-breakpoint
DROP INDEX "outbox_events_visibility";--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "changes_kept_days" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "follows_own" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "has_fewer_updates" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "field_readers" ADD CONSTRAINT "field_readers_field_id_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_readers" ADD CONSTRAINT "field_readers_principal_subjects_id_fk" FOREIGN KEY ("principal") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_readers" ADD CONSTRAINT "field_readers_permission_permissions_name_fk" FOREIGN KEY ("permission") REFERENCES "public"."permissions"("name") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fields" ADD CONSTRAINT "fields_object_id_objects_id_fk" FOREIGN KEY ("object_id") REFERENCES "public"."objects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fields" ADD CONSTRAINT "fields_lookup_object_id_objects_id_fk" FOREIGN KEY ("lookup_object_id") REFERENCES "public"."objects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_records" ADD CONSTRAINT "group_records_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_records" ADD CONSTRAINT "group_records_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_records" ADD CONSTRAINT "group_records_added_by_subjects_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."subjects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_views" ADD CONSTRAINT "list_views_object_id_objects_id_fk" FOREIGN KEY ("object_id") REFERENCES "public"."objects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_views" ADD CONSTRAINT "list_views_owner_id_subjects_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objects" ADD CONSTRAINT "objects_path_field_id_fields_id_fk" FOREIGN KEY ("path_field_id") REFERENCES "public"."fields"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_changes" ADD CONSTRAINT "record_changes_subject_id_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_changes" ADD CONSTRAINT "record_changes_field_id_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_changes" ADD CONSTRAINT "record_changes_related_id_records_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_changes" ADD CONSTRAINT "record_changes_actor_id_subjects_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."subjects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_changes" ADD CONSTRAINT "record_changes_item_id_feed_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."feed_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_links" ADD CONSTRAINT "record_links_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_links" ADD CONSTRAINT "record_links_field_id_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_links" ADD CONSTRAINT "record_links_target_id_subjects_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_shares" ADD CONSTRAINT "record_shares_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_shares" ADD CONSTRAINT "record_shares_principal_subjects_id_fk" FOREIGN KEY ("principal") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_shares" ADD CONSTRAINT "record_shares_shared_by_subjects_id_fk" FOREIGN KEY ("shared_by") REFERENCES "public"."subjects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_topics" ADD CONSTRAINT "record_topics_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_topics" ADD CONSTRAINT "record_topics_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_topics" ADD CONSTRAINT "record_topics_assigned_by_subjects_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."subjects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_views" ADD CONSTRAINT "record_views_person_id_subjects_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_views" ADD CONSTRAINT "record_views_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_id_subjects_id_fk" FOREIGN KEY ("id") REFERENCES "public"."subjects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_object_id_objects_id_fk" FOREIGN KEY ("object_id") REFERENCES "public"."objects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_owner_id_subjects_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."subjects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_created_by_subjects_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."subjects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_updated_by_subjects_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."subjects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_deleted_by_subjects_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."subjects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "field_readers_principal_key" ON "field_readers" USING btree ("field_id","principal");--> statement-breakpoint
CREATE UNIQUE INDEX "field_readers_permission_key" ON "field_readers" USING btree ("field_id","permission");--> statement-breakpoint
CREATE INDEX "field_readers_held" ON "field_readers" USING btree ("principal");--> statement-breakpoint
CREATE UNIQUE INDEX "fields_api_name_key" ON "fields" USING btree ("object_id","api_name");--> statement-breakpoint
CREATE UNIQUE INDEX "fields_role_key" ON "fields" USING btree ("object_id","role") WHERE "fields"."role" is not null;--> statement-breakpoint
CREATE INDEX "fields_restricted" ON "fields" USING btree ("id") WHERE "fields"."is_restricted" and "fields"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "group_records_record" ON "group_records" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "list_views_object" ON "list_views" USING btree ("object_id","name");--> statement-breakpoint
CREATE INDEX "list_views_owner" ON "list_views" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "list_views_client_key" ON "list_views" USING btree ("owner_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "objects_api_name_key" ON "objects" USING btree ("api_name");--> statement-breakpoint
CREATE INDEX "record_changes_subject" ON "record_changes" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "record_changes_item" ON "record_changes" USING btree ("item_id","id") WHERE "record_changes"."item_id" is not null;--> statement-breakpoint
CREATE INDEX "record_changes_related" ON "record_changes" USING btree ("related_id") WHERE "record_changes"."related_id" is not null;--> statement-breakpoint
CREATE INDEX "record_changes_field" ON "record_changes" USING btree ("field_id");--> statement-breakpoint
CREATE INDEX "record_links_target" ON "record_links" USING btree ("target_id","field_id","record_id");--> statement-breakpoint
CREATE INDEX "record_shares_principal" ON "record_shares" USING btree ("principal","record_id");--> statement-breakpoint
CREATE INDEX "record_topics_topic" ON "record_topics" USING btree ("topic_id","record_id","audience");--> statement-breakpoint
CREATE INDEX "record_views_newest" ON "record_views" USING btree ("person_id","viewed_at");--> statement-breakpoint
CREATE INDEX "record_views_record" ON "record_views" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "records_newest" ON "records" USING btree ("object_id","id") WHERE "records"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "records_updated" ON "records" USING btree ("object_id","updated_at","id") WHERE "records"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "records_name" ON "records" USING btree ("object_id",lower("name"),"id") WHERE "records"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "records_owner" ON "records" USING btree ("owner_id","object_id","id");--> statement-breakpoint
CREATE INDEX "records_deleted" ON "records" USING btree ("deleted_at") WHERE "records"."deleted_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "records_external_key" ON "records" USING btree ("object_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "records_client_key" ON "records" USING btree ("created_by","client_id");--> statement-breakpoint
CREATE INDEX "outbox_events_visibility" ON "outbox_events" USING btree ("id") WHERE "outbox_events"."type" in ('post.created', 'post.edited', 'post.deleted', 'post.topics_changed', 'group.created', 'group.edited', 'group.access_changed', 'group.archived', 'group.reactivated', 'group.deleted', 'person.created', 'person.edited', 'person.deactivated', 'person.reactivated', 'person.kind_changed', 'record.created', 'record.changed', 'record.deleted', 'record.restored', 'record.access_changed', 'record.topics_changed', 'object.edited', 'records.imported');--> statement-breakpoint
ALTER TABLE "feed_entries" ADD CONSTRAINT "feed_entries_reason_check" CHECK ("feed_entries"."reason" in ('parent', 'author', 'mention', 'topic', 'actor', 'owner'));