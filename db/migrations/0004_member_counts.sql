ALTER TABLE "groups" ADD COLUMN "member_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE FUNCTION count_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE groups SET member_count = member_count + 1 WHERE id = NEW.group_id AND coalesce((SELECT is_active FROM subjects WHERE id = NEW.person_id), true);
  ELSE
    UPDATE groups SET member_count = member_count - 1 WHERE id = OLD.group_id AND coalesce((SELECT is_active FROM subjects WHERE id = OLD.person_id), true);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER memberships_counted AFTER INSERT OR DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION count_membership();
--> statement-breakpoint
CREATE FUNCTION count_active_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE groups SET member_count = member_count + CASE WHEN NEW.is_active THEN 1 ELSE -1 END
  WHERE id IN (SELECT group_id FROM memberships WHERE person_id = NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER subjects_counted AFTER UPDATE OF is_active ON subjects FOR EACH ROW
  WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION count_active_member();
--> statement-breakpoint
UPDATE groups SET member_count = (SELECT count(*) FROM memberships m JOIN subjects s ON s.id = m.person_id WHERE m.group_id = groups.id AND s.is_active);
