import 'server-only';
import { and, eq } from 'drizzle-orm';
import { mutes } from '@/db/schema/feed';
import { notificationChoices } from '@/db/schema/notifications';
import { type Tx, transaction } from '@/db/writer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { isReason } from '@/lib/notifications/rules';
import { changeSettings, setFrequency } from './stop-mail';
import { readUndoToken, type Undo } from './undo-token';

async function resumeReason(tx: Tx, personId: string, { reason, was }: Extract<Undo, { kind: 'reason' }>) {
  if (!isReason(reason)) return;
  const own = and(eq(notificationChoices.personId, personId), eq(notificationChoices.reason, reason));
  if (was) await tx.update(notificationChoices).set(was).where(own);
  else await tx.delete(notificationChoices).where(own);
  await changeSettings(tx, personId, {});
}

async function resume(tx: Tx, personId: string, undo: Undo): Promise<void> {
  switch (undo.kind) {
    case 'all':
      await changeSettings(tx, personId, { receivesEmail: true });
      return;
    case 'thread':
      await tx.delete(mutes).where(and(eq(mutes.personId, personId), eq(mutes.itemId, undo.itemId)));
      return;
    case 'reason':
      return resumeReason(tx, personId, undo);
    case 'group':
      return setFrequency(tx, personId, [undo.groupId], undo.frequency);
    case 'digest': {
      const { digest, groupFrequency } = undo;
      await changeSettings(tx, personId, { digest, groupFrequency });
      await setFrequency(tx, personId, undo.daily, 'daily');
      await setFrequency(tx, personId, undo.weekly, 'weekly');
    }
  }
}

/** Puts back what stopMail changed. Throws NotFound for a token that is over. */
export async function resumeMail({ undo: token }: { undo: string }): Promise<void> {
  const found = readUndoToken(token);
  if (!found) throw new NotFound();
  const { personId, undo } = found;
  await transaction(async (tx) => {
    await resume(tx, personId, undo);
    const actor = { id: personId };
    if (undo.kind === 'thread') await emit(tx, actor, 'post.unmuted', null, { postId: undo.itemId });
    else await emit(tx, actor, 'settings.changed', personId, { personId });
  });
}
