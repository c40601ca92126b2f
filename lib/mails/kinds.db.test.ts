import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { invitePerson } from '@/lib/administration/invite-person';
import { withdrawInvitation } from '@/lib/administration/withdraw-invitation';
import { env } from '@/lib/env';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { decideRequest } from '@/lib/groups/decide-request';
import { inviteToGroup } from '@/lib/groups/invite-to-group';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { deliverAll, forgetMail, postOffice } from '@/lib/testing/post-office';
import { readUnsubscribeToken } from './unsubscribe-token';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const settings = { EMAIL_REPLY_DOMAIN: undefined, ...env };

const { owner, member, admin, follower } = cast;
const { groups } = cast;
const confirm = true;

let office = postOffice();
beforeEach(async () => {
  office = postOffice();
  await forgetMail(open.current);
});
afterEach(() => void Object.assign(env, settings));

const sentTo = (address: string) => office.sent.filter(({ to }) => to === address);

describe('around a mail', () => {
  async function mailed(): Promise<{ id: string; mail: ReturnType<typeof sentTo>[number] | undefined }> {
    const written = { clientId: newId(), confirm };
    const { postId: id } = await createPost(viewerOf(owner), {
      subjectId: groups.public.id,
      body: 'A post',
      ...written,
    });
    const body = 'Secret plans for Berlin';
    await createComment(viewerOf(member), { ...written, id, body, parentId: undefined });
    await deliverAll(office);
    return { id, mail: sentTo(owner.email)[0] };
  }

  test('stand a one-click header and a link that end this thread', async () => {
    const { id, mail } = await mailed();
    const url = mail?.headers['List-Unsubscribe']?.match(/^<(.*)>$/)?.[1] ?? '';
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(readUnsubscribeToken(url.split('/').at(-1) ?? '')).toEqual({
      personId: owner.id,
      scope: { kind: 'thread', itemId: id },
    });
    expect(url).toContain('/api/email/unsubscribe/');
    expect(mail?.text).toContain(url.replace('/api/email/', '/'));
    expect(mail?.headers.References).toContain(`post.${id}@`);
    expect(mail?.replyTo).toBeUndefined();
  });

  test('an answer has an address where mail is taken in and answers are allowed', async () => {
    Object.assign(env, { EMAIL_REPLY_DOMAIN: 'reply.example.com' });
    const { mail } = await mailed();
    expect(mail?.replyTo).toMatch(/^reply\+[a-z2-7]{26}@reply\.example\.com$/);
    await forgetMail(open.current);
    await ask('insert into email_settings (allows_replies) values (false)');
    office = postOffice();
    expect((await mailed()).mail?.replyTo).toBeUndefined();
  });

  test('content stays out where the organisation keeps it out', async () => {
    await ask('insert into email_settings (hides_content) values (true)');
    const { mail } = await mailed();
    expect(mail).toBeDefined();
    expect(`${mail?.subject} ${mail?.html} ${mail?.text}`).not.toMatch(/Berlin/);
  });
});

describe('what is not about a post has a mail of its own', () => {
  test('a request to join goes to those who decide, and the decision to whoever asked', async () => {
    await askToJoin(viewerOf(follower), { groupId: groups.private.id });
    await deliverAll(office);
    const [request] = sentTo(owner.email);
    expect(request?.subject).toMatch(/Versie Hillebrand .*Pricing/);
    expect(request?.text).toContain(`${env.APP_URL}/groups/${groups.private.slug}/members`);
    const [row] = await ask(`select id from join_requests where person_id = $1 and status = 'pending'`, follower.id);
    await decideRequest(viewerOf(owner), { requestId: String(row?.id), decision: 'decline', message: 'Not this time' });
    await deliverAll(office);
    expect(sentTo(follower.email)[0]?.text).toContain('Not this time');
    const kinds = await ask('select distinct kind from mails order by 1');
    expect(kinds.map(({ kind }) => kind)).toEqual(['join_decision', 'join_request']);
  });

  test('an invitation goes to its address once, with a link that stands in no row', async () => {
    const { id } = await invitePerson(viewerOf(admin), { email: 'new@example.com', kind: 'internal' });
    await deliverAll(office);
    await ask(
      `update outbox_events set done_at = null, leased_until = null where type in ('person.invited', 'mail.ready')`,
    );
    await deliverAll(office);
    expect(sentTo('new@example.com')).toHaveLength(1);
    const [mail] = sentTo('new@example.com');
    const token = mail?.text.match(/\/invite\/([\w-]+)/)?.[1] ?? 'none';
    expect(mail?.html).toContain(token);
    const kept = await ask('select m.*, i.token_hash from mails m, invitations i where i.id = $1', id);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(kept).toMatchObject([{ kind: 'invitation', state: 'sent', sealed: null }]);
  });

  test('an invitation to a group names it, and one that was withdrawn does not go out', async () => {
    await inviteToGroup(viewerOf(owner), {
      groupId: groups.private.id,
      email: 'in@brightmoor.example',
      kind: 'internal',
    });
    await deliverAll(office);
    expect(sentTo('in@brightmoor.example')[0]?.text).toContain('Pricing');
    const { id } = await invitePerson(viewerOf(admin), { email: 'late@example.com', kind: 'internal' });
    await withdrawInvitation(viewerOf(admin), { id });
    await deliverAll(office);
    expect(sentTo('late@example.com')).toEqual([]);
  });
});
