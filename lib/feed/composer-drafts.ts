import 'server-only';
import { currentSession } from '@/lib/auth/current';
import type { Draft } from '@/lib/forms/deed';
import { isId } from '@/lib/ids';
import { keepDraft } from './keep-draft';

const text = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** What a publisher had in it when its session was over. */
export function postDraft(data: FormData): Draft {
  return { place: `post:${text(data, 'subjectId')}`, source: text(data, 'body'), clientId: text(data, 'clientId') };
}

/** What a comment box had in it when its session was over. */
export function commentDraft(data: FormData): Draft {
  return { place: `comment:${text(data, 'id')}`, source: text(data, 'body'), clientId: text(data, 'clientId') };
}

/**
 * A comment written in a feed that was refused is kept as a draft, and its author is sent to the post's own page, where
 * the box holds it and says what is wrong.
 */
export async function keepRefusedComment(data: FormData): Promise<string | null> {
  const session = await currentSession().catch(() => null);
  const draft = commentDraft(data);
  const postId = text(data, 'id');
  if (!session || !draft.source || !isId(postId)) return null;
  await keepDraft(session.viewer.id, draft).catch(() => undefined);
  return `/posts/${postId}#comment`;
}
