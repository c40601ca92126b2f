import 'server-only';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { loadPosts } from '@/lib/feed/load-posts';
import type { PostView } from '@/lib/feed/view-models';
import type { GroupView } from '@/lib/groups/view-models';

/** The post of what a group announces now; null when it announces nothing. */
export async function findAnnouncedPost(
  viewer: Viewer,
  { announcement }: Pick<GroupView, 'announcement'>,
): Promise<PostView | null> {
  if (!announcement) return null;
  const [post] = await loadPosts(scope(viewer), [announcement.postId], 0);
  return post ?? null;
}
