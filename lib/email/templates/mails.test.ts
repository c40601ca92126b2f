import { describe, expect, test } from 'vitest';
import { parseBody } from '@/lib/body/parse';
import { MAX_DIGEST_POSTS } from '@/lib/email/view-models';
import { renderDigestMail } from './digest-mail';
import { renderGroupNoticeMail } from './group-notice-mail';
import { renderInvitationMail } from './invitation-mail';
import { renderJoinDecisionMail } from './join-decision-mail';
import { renderNotificationMail } from './notification-mail';
import { sampleProps as props } from './sample-props';
import { renderSignInMail } from './sign-in-mail';

const [firstSection] = props.digest.sections;
const [firstPost] = firstSection?.posts ?? [];
const section = (count: number) => {
  if (!firstPost) throw new Error('the sample digest has no post');
  return { place: null, posts: Array.from({ length: count }, () => firstPost) };
};
const preheader = (html: string) => /data-skip-in-text="true">([^<]*)</.exec(html)?.[1] ?? '';

describe('a notification', () => {
  test('shows the post a comment belongs to, what came before, and each comment', async () => {
    const { text } = await renderNotificationMail(props.comments);
    const parts = [
      '> Anna Snelling:',
      '> Two days is',
      '> It was _one_ day',
      'Can you tell it',
      'Yes, with the slides.',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('begins in the list with what was written', async () => {
    expect(preheader((await renderNotificationMail(props.comments)).html)).toMatch(/^Can you tell it on Thursday\?/);
    const hidden = await renderNotificationMail({ ...props.comments, hidesContent: true });
    expect(preheader(hidden.html)).toMatch(/^Open Chatter/);
  });

  test('of a long night shows the beginning, and how much more there is', async () => {
    const [entry] = props.comments.entries;
    const body = parseBody('word '.repeat(2_000));
    const entries = Array.from({ length: 60 }, () => (entry ? { ...entry, body } : []));
    const mail = await renderNotificationMail({ ...props.comments, entries: entries.flat() });
    expect(mail.subject).toMatch(/^60 new comments/);
    expect(mail.text).toContain('\nAnd 40 more.\n');
    expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000);
  });

  test('writes dates in the language and zone of its reader', async () => {
    const reader = { name: 'Cecily', locale: 'de-DE', timeZone: 'Asia/Tokyo' };
    expect((await renderNotificationMail({ ...props.mention, reader })).text).toContain('20.11.2026, 23:03');
  });

  test('of a like shows what is liked', async () => {
    const { subject, text } = await renderNotificationMail(props.likes);
    expect(subject).toBe('Anna Snelling and 3 others like your post in Central Region');
    expect(text).toContain('> Cancity signed for three years.');
  });

  test('leads to the place of a mention, and to a person who follows', async () => {
    expect((await renderNotificationMail(props.mention)).text).toContain('View post:\nhttps://chatter.example/posts/');
    expect((await renderNotificationMail(props.follow)).text).toContain(
      'View profile:\nhttps://chatter.example/people/anna',
    );
  });

  test('does not lead to an address that names a hidden group', async () => {
    const { text, subject } = await renderNotificationMail({ ...props.added, hidesContent: true });
    expect(subject).toBe('Anna Snelling added you to a private group');
    expect(text).toContain('See your groups:\nhttps://chatter.example/groups\n');
  });
});

describe('a digest', () => {
  test('names the day and the posts of each place', async () => {
    const { subject, text } = await renderDigestMail(props.digest);
    expect(subject).toBe('4 new posts on 20 Nov 2026');
    expect(text).toMatch(/What you follow\n=+\n[\s\S]*Anna Snelling in Central Region[\s\S]*\nPricing\n=======\n/);
    expect(text).toContain('9 likes · 5 comments');
    expect(text).toContain('Dustin Brinkmann → Cecily Lampkin');
    expect(text).toContain('#quarter review');
  });

  test('of a week says until when', async () => {
    const { subject } = await renderDigestMail({ ...props.digest, period: 'weekly' });
    expect(subject).toBe('4 new posts in the week to 20 Nov 2026');
  });

  test('folds long posts and leads to the rest', async () => {
    const { text } = await renderDigestMail(props.digest);
    expect(text.split('A long story').length - 1).toBeLessThan(60);
    expect(text.split('Read the rest:').length - 1).toBe(1);
  });

  test('says less of each post when it says much, so that its end arrives', async () => {
    const link = `[a](https://x.example/${'a'.repeat(1_900)}) `;
    for (const source of ['слово '.repeat(1_600), link.repeat(5), '**a** _b_ '.repeat(200)]) {
      const body = parseBody(source);
      const comments = [1, 2, 3].flatMap(() => firstPost?.comments.slice(0, 1) ?? []);
      const long = section(MAX_DIGEST_POSTS).posts.map((post) => ({
        ...post,
        body,
        comments: comments.map((comment) => ({ ...comment, body })),
      }));
      const { html } = await renderDigestMail({ ...props.digest, sections: [{ place: null, posts: long }] });
      expect(Buffer.byteLength(html)).toBeLessThan(102_000);
      expect(html.split('>Read the rest<').length - 1).toBe(MAX_DIGEST_POSTS);
    }
  });

  test('never has more posts than it may', async () => {
    const sections = [section(30), section(30), section(30)];
    const { html, subject } = await renderDigestMail({ ...props.digest, sections });
    expect(subject).toMatch(new RegExp(`^${MAX_DIGEST_POSTS} new posts`));
    expect(html.match(/>(View post|Read the rest)</g)).toHaveLength(MAX_DIGEST_POSTS);
    expect(html.split('<h2').length - 1).toBe(2);
  });
});

describe('other mails', () => {
  test('an invitation and a sign-in link write their address out, for those who cannot click', async () => {
    for (const { html, text } of [await renderInvitationMail(props.invitation), await renderSignInMail(props.signIn)]) {
      expect(html.split('{{link}}').length - 1).toBe(3);
      expect(text.split('{{link}}').length - 1).toBe(1);
    }
  });

  test('a sign-in link says until when in which zone', async () => {
    expect((await renderSignInMail(props.signIn)).text).toMatch(/2:18\sPM\sUTC/);
  });

  test('an invitation names who invites and where to', async () => {
    expect((await renderInvitationMail(props.groupInvitation)).subject).toBe('Anna Snelling invited you to Pricing');
    expect((await renderInvitationMail({ ...props.invitation, inviter: null })).subject).toBe(
      'You are invited to Chatter at Kestrel',
    );
  });

  test('a decision without anybody who made it names nobody', async () => {
    const decided = { ...props.joinAccepted, decider: null };
    expect((await renderJoinDecisionMail(decided)).subject).toBe('You are now in Pricing');
    expect((await renderJoinDecisionMail({ ...decided, decision: 'declined' })).subject).toBe(
      'Your request to join Pricing was declined',
    );
  });

  test('a group near its archive is told of before, and after', async () => {
    expect((await renderGroupNoticeMail(props.archiveNear)).subject).toBe('Chatter will archive Pricing on 4 Dec 2026');
    expect((await renderGroupNoticeMail(props.archived)).subject).toBe('Chatter archived Pricing');
  });
});

test('a text of many kinds is the elements that mail programs know', async () => {
  const body = parseBody(
    '**a** _b_ ~~c~~ `d`\n\n> q\n\n3. x\n4. y\n\n```\nz\n```\n\n[bank.example](https://evil.example)',
  );
  const [entry] = props.mention.entries;
  const { html } = await renderNotificationMail({ ...props.mention, entries: entry ? [{ ...entry, body }] : [] });
  const bare = html.replace(/ (style|class|rel)="[^"]*"/g, '').replaceAll('<!-- -->', '');
  expect(bare).toContain('<strong>a</strong> <em>b</em> <del>c</del> <code>d</code>');
  expect(bare).toContain('<blockquote dir="auto"><p dir="auto">q</p></blockquote>');
  expect(bare).toContain('<ol dir="auto" start="3"><li dir="auto">x</li><li dir="auto">y</li></ol>');
  expect(bare).toContain('<pre dir="auto">z</pre>');
  expect(bare).toContain('<a href="https://evil.example/">bank.example</a><span> (evil.example)</span>');
});
