import 'server-only';
import { drafts } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { cleanText, MAX_BODY } from '@/lib/body/rules';
import { isId } from '@/lib/ids';

const place = /^(post|comment):[0-9a-f-]{36}$/;

/**
 * Keeps what someone sent when it could not be taken, under their own name, until they are back: one draft a place
 * (`post:SUBJECT`, `comment:ITEM`). What cannot be a draft is ignored.
 */
export async function keepDraft(
  personId: string,
  draft: { place: string; source: string; clientId: string },
): Promise<void> {
  const source = cleanText(draft.source).slice(0, 2 * MAX_BODY);
  if (!source || !place.test(draft.place) || !isId(draft.clientId)) return;
  const row = { personId, place: draft.place, source, clientId: draft.clientId, updatedAt: new Date() };
  await transaction((tx) =>
    tx
      .insert(drafts)
      .values(row)
      .onConflictDoUpdate({ target: [drafts.personId, drafts.place], set: row }),
  );
}
