import 'server-only';
import { parseBody } from '@/lib/body/parse';
import { placeholder } from '@/lib/email/placeholders';
import type {
  AnnouncementMail,
  DigestMail,
  DigestPost,
  GroupNoticeMail,
  InvitationMail,
  JoinDecisionMail,
  JoinRequestMail,
  MailComment,
  MailEntry,
  MailFrame,
  MailPerson,
  MailPlace,
  NotificationMail,
  SignInMail,
  TestMail,
} from '@/lib/email/view-models';

const app = 'https://chatter.example';
const at = '2026-11-20T14:03:00Z';

const person = (end: string, name: string): MailPerson => ({ id: `018f3c5a-7b1e-7c3d-9a4b-0123456789${end}`, name });
const anna = person('a1', 'Anna Snelling');
const dustin = person('b2', 'Dustin Brinkmann');
const cecily = person('c3', 'Cecily Lampkin');
const names = { [cecily.id]: { kind: 'person', href: '/people/cecily', name: cecily.name } } as const;

const central: MailPlace = { name: 'Central Region', isPrivate: false, url: `${app}/groups/central-region` };
const pricing: MailPlace = { name: 'Pricing', isPrivate: true, url: `${app}/groups/pricing` };
const post = `${app}/posts/018f3c5a-7b1e-7c3d-9a4b-0123456789d4`;

const frame = (why: string): MailFrame => ({
  organisation: 'Kestrel',
  appUrl: app,
  reader: { name: cecily.name, locale: 'en-GB', timeZone: 'Europe/Berlin' },
  hidesContent: false,
  why,
  whyUrl: `${app}/notifications/018f3c5a-7b1e-7c3d-9a4b-0123456789e5`,
  settingsUrl: `${app}/settings/notifications`,
  unsubscribeUrl: placeholder('unsubscribe'),
});

const toStranger: MailFrame = {
  ...frame(''),
  reader: { name: '', locale: 'en', timeZone: 'UTC' },
  whyUrl: null,
  settingsUrl: null,
  unsubscribeUrl: null,
};

const signed =
  'Cancity signed for **three years**. The pilot numbers did it: setup in two days instead of two weeks. ' +
  'Slides and the calculation are [in the folder](https://files.example/cancity), please reuse them. #renewals #newtech';

const plan = `@[${cecily.id}] could you look over the plan before Thursday? What is left:

1. Prices for the second year
2. Who visits whom, with \`dates\`
3. https://maps.example/routes/central?week=48

> We said two days, and two days it was.

Thank you.`;

const tail: MailComment[] = [
  {
    id: 'x1',
    author: dustin,
    at: '2026-11-20T13:12:00Z',
    body: parseBody('Two days is the sentence we put first.'),
    names,
  },
  { id: 'x2', author: anna, at: '2026-11-20T13:20:00Z', body: parseBody('It was *one* day in the end.'), names },
];

const entry = (reason: MailEntry['reason'], changes: Partial<MailEntry> = {}): MailEntry => ({
  reason,
  actor: anna,
  othersCount: 0,
  place: central,
  at,
  body: null,
  names,
  belongsTo: null,
  url: post,
  ...changes,
});

const belongsTo = {
  author: anna,
  excerpt: 'Cancity signed for three years. The pilot numbers did it: setup in two days …',
};
const comment = (text: string, changes: Partial<MailEntry> = {}) => ({ body: parseBody(text), belongsTo, ...changes });

const notification = (why: string, entries: MailEntry[], threadTail: MailComment[] = []): NotificationMail => ({
  ...frame(why),
  entries,
  threadTail,
  canReply: entries.some(({ body }) => body),
});

const digestPost = (author: MailPerson, source: string, changes: Partial<DigestPost> = {}): DigestPost => ({
  id: author.id,
  author,
  place: null,
  profileOf: null,
  at,
  body: parseBody(source),
  names,
  topics: [],
  likeCount: 0,
  commentCount: 0,
  comments: [],
  url: post,
  ...changes,
});

const digest: DigestMail = {
  ...frame('You get this each morning, because you chose a daily digest.'),
  period: 'daily',
  day: '2026-11-20',
  sections: [
    {
      place: null,
      posts: [
        digestPost(anna, signed, { place: central, likeCount: 9, commentCount: 5, comments: tail }),
        digestPost(dustin, 'Happy birthday. The cake is in the kitchen.', { profileOf: cecily, likeCount: 1 }),
        digestPost(cecily, 'A long story with many lines. '.repeat(60), { topics: ['quarter review'] }),
      ],
    },
    {
      place: pricing,
      posts: [digestPost(dustin, 'The second year gets **four percent**.', { place: pricing, commentCount: 1 })],
    },
  ],
};

const announcement: AnnouncementMail = {
  ...frame('Announcements go to every member of a group.'),
  group: central,
  author: anna,
  at,
  until: '2026-11-27',
  body: parseBody(
    '**The office in Hall 4 is closed on Friday.**\n\nWork from home, or from Hall 2. The cafeteria is open.',
  ),
  names,
  url: post,
};

const invitation: InvitationMail = {
  ...toStranger,
  inviter: anna,
  group: null,
  message: '',
  url: placeholder('link'),
  expiresAt: '2026-11-27T14:03:00Z',
};

const signIn: SignInMail = { ...toStranger, url: placeholder('link'), expiresAt: '2026-11-20T14:18:00Z' };

const joinRequest: JoinRequestMail = {
  ...frame('You get this because you manage the group.'),
  group: pricing,
  asker: { ...dustin, title: 'Sales agent' },
  message: 'I prepare the offers for the west.',
  at,
  url: `${pricing.url}/requests`,
};

const joinDeclined: JoinDecisionMail = {
  ...frame('You get this because you asked to join.'),
  group: pricing,
  decision: 'declined',
  decider: anna,
  message: 'It is for the people of the pilot only. See you in All Sales.',
  url: `${app}/groups`,
};

const archiveNear: GroupNoticeMail = {
  ...frame('You get this because you own the group.'),
  group: pricing,
  notice: 'archive_near',
  archivesAt: '2026-12-04T06:00:00Z',
  lastActivityAt: '2026-09-05T09:12:00Z',
  url: `${pricing.url}/settings`,
};

const test: TestMail = { ...frame(''), sentBy: anna, at };

/** What there is to tell in the sample mails, from a company that does not exist. */
export const sampleProps = {
  mention: notification('You get this because you were mentioned.', [entry('mention_post', { body: parseBody(plan) })]),
  comments: notification(
    'You get this because you wrote the post.',
    [
      entry('comment_on_mine', comment('Can you tell it on Thursday?', { actor: dustin })),
      entry('comment_on_mine', comment('Yes, with the slides.', { at: '2026-11-20T14:04:00Z' })),
    ],
    tail,
  ),
  several: notification('You get this because you were mentioned.', [
    entry('comment_after_mine', comment('Who has the calculation?', { actor: dustin })),
    entry('mention_comment', comment(`@[${cecily.id}] has it.`)),
  ]),
  likes: notification('You get this because you wrote the post.', [entry('like', { othersCount: 3, belongsTo })]),
  follow: notification('You get this because someone follows you.', [
    entry('follow', { place: null, url: `${app}/people/anna` }),
  ]),
  role: notification('You get this because your role changed.', [
    entry('role_changed', { place: pricing, role: 'manager', url: pricing.url }),
  ]),
  added: notification('You get this because you were added to a group.', [
    entry('added_to_group', { place: pricing, url: pricing.url }),
  ]),
  shared: notification('You get this because somebody shared a record with you.', [
    entry('record_shared', { place: pricing, url: pricing.url }),
  ]),
  request: notification('You get this because you manage the group.', [
    entry('join_request', {
      actor: dustin,
      place: pricing,
      message: joinRequest.message,
      othersCount: 1,
      url: joinRequest.url,
    }),
  ]),
  digest,
  announcement,
  invitation,
  groupInvitation: { ...invitation, group: pricing, message: 'We plan the second year there.\nJoin us.' },
  signIn,
  joinRequest,
  joinDeclined,
  joinAccepted: { ...joinDeclined, decision: 'accepted', message: '', url: pricing.url } satisfies JoinDecisionMail,
  archiveNear,
  archived: { ...archiveNear, notice: 'archived' } satisfies GroupNoticeMail,
  test,
};
