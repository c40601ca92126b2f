CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- Words are found without their accents and by their stem; names and numbers stay as they are written.
CREATE TEXT SEARCH CONFIGURATION public.en (COPY = english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION public.en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
