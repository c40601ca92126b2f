import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export type FeedKind =
  | 'following'
  | 'to-me'
  | 'company'
  | 'bookmarks'
  | 'muted'
  | 'person'
  | 'own'
  | 'group'
  | 'unread'
  | 'read'
  | 'topic'
  | 'record'
  | 'changes'
  | 'conversation'
  | 'found'
  | 'narrowed';

const words: Record<FeedKind, { title: string; text: string; next?: { href: string; label: string } }> = {
  following: {
    title: 'Your feed starts with whom you follow',
    text: 'Posts of the people, groups and topics you follow come by here.',
    next: { href: '/people', label: 'Find people to follow' },
  },
  'to-me': {
    title: 'Nobody has called you yet',
    text: 'Posts and comments that mention you, and answers to what you wrote, are kept here.',
    next: { href: '/?compose=1#publisher', label: 'Write a post' },
  },
  company: {
    title: 'Nothing has been posted yet',
    text: 'What anyone shares with everyone appears here.',
    next: { href: '/?compose=1#publisher', label: 'Write the first post' },
  },
  bookmarks: {
    title: 'No bookmarks yet',
    text: 'Bookmark a post to find it again. Nobody else sees what you keep here.',
    next: { href: '/?feed=company', label: 'Read the company feed' },
  },
  muted: {
    title: 'You have muted nothing',
    text: 'Posts you mute leave your feed and wait here. A mention of you brings one back.',
    next: { href: '/', label: 'Go to Home' },
  },
  person: { title: 'No posts you can see yet', text: 'What they share with you, or with everyone, appears here.' },
  own: {
    title: 'You have not posted yet',
    text: 'What you share appears here, for those who look you up.',
    next: { href: '/?compose=1#publisher', label: 'Write a post' },
  },
  group: { title: 'Quiet so far', text: 'Posts to this group appear here. The first one often is a question.' },
  unread: { title: 'Nothing unread', text: 'You have seen everything that was posted here in the last 30 days.' },
  read: { title: 'Nothing read yet', text: 'Posts that you have seen here, and older ones, wait here.' },
  topic: { title: 'No posts with this topic', text: 'Posts that you can see and that carry the topic appear here.' },
  record: { title: 'Quiet so far', text: 'What is said about this record, and what changes in it, appears here.' },
  changes: { title: 'No changes told yet', text: 'Changes of the fields that are tracked appear here.' },
  conversation: { title: 'Nothing said yet', text: 'What people post about this record appears here.' },
  found: {
    title: 'No post in this feed has these words',
    text: 'Try fewer words, or search everything with the box at the top.',
  },
  narrowed: {
    title: 'Nothing of this feed stands there',
    text: 'What is posted there, and what changes there, appears here once it is in this feed.',
  },
};

/** An empty feed says what belongs in it and offers the one next thing. */
export function EmptyFeed({ kind }: { kind: FeedKind }) {
  const { title, text, next } = words[kind];
  return (
    <EmptyState title={title} action={next && <ButtonLink href={next.href}>{next.label}</ButtonLink>}>
      {text}
    </EmptyState>
  );
}
