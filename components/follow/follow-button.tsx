import { ButtonForm } from '@/components/ui/button';
import { followAction, unfollowAction } from '@/lib/follow/actions';
import type { Followable } from '@/lib/follow/rules';

type FollowButtonProps = {
  subjectId: string;
  kind: Followable;
  isFollowing: boolean;
  /** The element to come back to without JavaScript. */
  anchor?: string;
  small?: boolean;
};

/** Follows or stops following, in one click, with and without JavaScript. */
export function FollowButton({ subjectId, kind, isFollowing, anchor, small = false }: FollowButtonProps) {
  const place: Record<string, string> = anchor ? { anchor } : {};
  return isFollowing ? (
    <ButtonForm action={unfollowAction} fields={{ subjectId, ...place }} small={small}>
      Unfollow
    </ButtonForm>
  ) : (
    <ButtonForm action={followAction} fields={{ subjectId, kind, ...place }} small={small}>
      Follow
    </ButtonForm>
  );
}
