import type { Reason } from '@/lib/notifications/rules';
import type { ReasonSetting } from '@/lib/notifications/view-models';

export const sectionNames = {
  me: 'What is meant for me',
  comments: 'Comments',
  people: 'People',
  records: 'Records',
  groups: 'Groups',
} as const;

type Section = keyof typeof sectionNames;

const sectionOf: Record<Reason, Section> = {
  mention_post: 'me',
  mention_comment: 'me',
  profile_post: 'me',
  announcement: 'groups',
  comment_on_mine: 'comments',
  comment_on_profile_post: 'comments',
  comment_after_mine: 'comments',
  comment_on_bookmarked: 'comments',
  comment_on_liked: 'comments',
  like: 'people',
  follow: 'people',
  group_post: 'groups',
  join_request: 'groups',
  join_accepted: 'groups',
  join_declined: 'groups',
  role_changed: 'groups',
  added_to_group: 'groups',
  group_archived: 'groups',
  record_owner: 'records',
  record_shared: 'records',
  record_post: 'records',
};

/** The reasons under their headings, in the order of both. */
export function inSections(rows: readonly ReasonSetting[]): [Section, ReasonSetting[]][] {
  const sections = Object.keys(sectionNames) as Section[];
  const filled = sections.map((section): [Section, ReasonSetting[]] => [
    section,
    rows.filter((row) => sectionOf[row.reason] === section),
  ]);
  return filled.filter(([, under]) => under.length > 0);
}
