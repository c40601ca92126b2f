import type { Reason } from '@/lib/notifications/rules';
import type { NotificationLine } from '@/lib/notifications/view-models';

const roleChanges = {
  owner: '{actors} made you the owner of {place}',
  manager: '{actors} made you a manager of {place}',
  member: '{actors} made you an ordinary member of {place}',
};

type Words = string | ((line: NotificationLine) => string);

/** Whole sentences, so that each can be translated as one. */
const sentences: Record<Reason, Words> = {
  mention_post: '{actors} mentioned you in a post',
  mention_comment: '{actors} mentioned you in a comment',
  announcement: '{actors} made an announcement in {place}',
  comment_on_mine: '{actors} commented on your post',
  profile_post: '{actors} posted on your profile',
  comment_on_profile_post: '{actors} commented on a post on your profile',
  comment_after_mine: '{actors} commented after you',
  comment_on_bookmarked: '{actors} commented on a post you bookmarked',
  comment_on_liked: '{actors} commented on a post you like',
  join_request: '{actors} asked to join {place}',
  join_accepted: ({ actors }) => (actors.length > 0 ? '{actors} let you into {place}' : 'You are now in {place}'),
  join_declined: '{actors} declined your request to join {place}',
  role_changed: ({ role }) => roleChanges[role ?? 'member'],
  added_to_group: '{actors} added you to {place}',
  group_archived: ({ notice }) =>
    notice === 'archived'
      ? '{place} was archived, because nobody has posted there for a long time'
      : '{place} will be archived soon, because nobody has posted there for a long time',
  record_owner: '{actors} made you the owner of {place}',
  record_shared: '{actors} shared {place} with you',
  record_post: '{actors} posted on {place}, which is yours',
  like: ({ liked }) => (liked === 'comment' ? '{actors} liked your comment' : '{actors} liked your post'),
  follow: '{actors} started to follow you',
  group_post: '{actors} posted in {place}',
};

/** What happened, with {actors} and {place} where names go. */
export function sentenceOf(line: NotificationLine): string {
  const words = sentences[line.reason];
  return typeof words === 'string' ? words : words(line);
}

/** Whether the sentence itself says where it was. */
export const namesPlace = (line: NotificationLine): boolean => sentenceOf(line).includes('{place}');
