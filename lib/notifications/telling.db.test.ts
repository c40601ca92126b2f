import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, reasonsOf, saying, tellAll, told } from '@/lib/testing/notifications';

const open = useDatabase();
const { groups, owner, manager, member, outsider, guest, formerMember, deactivated, follower } = cast;
const [asMember, asOwner, asOutsider] = [viewerOf(member), viewerOf(owner), viewerOf(outsider)];

beforeEach(() => forgetAll(open.current));

export const post = async (viewer: typeof asMember, subjectId: string, body: string) =>
  (await createPost(viewer, { subjectId, body, clientId: newId(), confirm: true })).postId;

const comment = async (viewer: typeof asMember, id: string, body: string, parentId?: string) =>
  (await createComment(viewer, { id, body, parentId, clientId: newId(), confirm: true })).commentId;

const reasons = async (about?: string) => reasonsOf(await told(open.current, about));

describe('a post', () => {
  test('tells those mentioned, and nobody else', async () => {
    const id = await post(asMember, groups.public.id, `Look @${owner.handle} and @${outsider.handle}`);
    await tellAll();
    expect(await reasons(id)).toEqual(saying([owner, 'mention_post'], [outsider, 'mention_post']));
  });
});
