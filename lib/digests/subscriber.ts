import 'server-only';
import { findRecipient, type Recipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import { placeholder } from '@/lib/email/placeholders';
import { renderDigestMail } from '@/lib/email/templates/digest-mail';
import type { DigestSection, MailFrame } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { Later, type OutboxEvent, type Subscriber } from '@/lib/events/subscriber';
import { loadPosts } from '@/lib/feed/load-posts';
import { RECENT_COMMENTS } from '@/lib/feed/rules';
import { afterQuietHours } from '@/lib/notifications/quiet-rules';
import { settingsPath } from '@/lib/notifications/rules';
import { changesOf, sectionsOf, shownIn } from './digest-sections';
import { type FoundChange, type FoundPost, findDigestChanges, findDigestPosts } from './find-digest-posts';
import { planDigests } from './plan-digests';
import { dayBefore, type Period } from './rules';
import { closeEmptyDigest, type DigestFrame, type OpenDigest, Overtaken, settleDigest } from './settle-digest';

const ATTEMPTS = 3;

const why: Record<Period, string> = {
  daily: 'You get this because your digest comes every day.',
  weekly: 'You get this because your digest comes every week.',
};

type Composed = Pick<FoundPost, 'period' | 'day'> & { sections: DigestSection[]; changed: FoundChange[] };

function frameOf({ viewer }: Recipient, { organisation, settings }: DigestFrame, period: Period): MailFrame {
  const { name, locale, timeZone } = viewer;
  return {
    organisation,
    appUrl: env.APP_URL,
    reader: { name, locale, timeZone },
    hidesContent: settings.hidesContent,
    why: why[period],
    whyUrl: null,
    settingsUrl: env.APP_URL + settingsPath,
    unsubscribeUrl: placeholder('unsubscribe'),
  };
}

/** What stands in the digest for this reader now; null when there is nothing. */
async function compose({ viewer }: Recipient, digestId: string, now: Date): Promise<Composed | null> {
  const s = scope(viewer);
  const [found, changed] = await Promise.all([findDigestPosts(s, digestId, now), findDigestChanges(s, digestId)]);
  const [first] = [...found, ...changed];
  if (!first) return null;
  const { quietFrom, quietUntil, period, day } = first;
  const quiet = quietFrom !== null && quietUntil !== null ? { from: quietFrom, until: quietUntil } : null;
  const at = afterQuietHours(now, quiet, viewer.timeZone);
  if (at > now) throw new Later(at);
  const ids = found.map(({ itemId }) => itemId);
  const sections = sectionsOf(found, await loadPosts(s, ids, RECENT_COMMENTS), viewer.locale);
  return sections.length > 0 || changed.length > 0 ? { period, day, sections, changed } : null;
}

async function write(
  recipient: Recipient,
  { period, day, sections, changed }: Composed,
  digest: OpenDigest,
  now: Date,
) {
  const { postIds, allIds } = shownIn(sections, changed);
  await settleDigest(digest, postIds, async (frame) => ({
    kind: 'digest',
    personId: digest.personId,
    address: recipient.email,
    content: await renderDigestMail({
      ...frameOf(recipient, frame, period),
      period,
      day: dayBefore(day),
      sections,
      changes: changesOf(changed),
    }),
    shownIds: allIds,
    unsubscribe: { kind: 'digest' },
    now,
  }));
}

async function digestDue({ payload: digest, now }: OutboxEvent<'digest.due'>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const recipient = await findRecipient(digest.personId);
    const composed = recipient && (await compose(recipient, digest.digestId, now));
    if (!composed) return closeEmptyDigest(digest);
    try {
      return await write(recipient, composed, digest, now);
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Plans the digests of those whose morning has come, and writes each from what its reader may see by then. */
export const digestsSubscriber: Subscriber = {
  name: 'digests',
  on: { 'digests.due': ({ now }) => planDigests(now), 'digest.due': digestDue },
};
