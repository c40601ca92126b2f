import { AnswerAndAdd } from '@/components/groups/add-people';
import { Invite } from '@/components/groups/invite';
import { MemberRows } from '@/components/groups/member-list';
import { OlderLink } from '@/components/ui/older-link';
import { SearchForm } from '@/components/ui/search-form';
import type { Viewer } from '@/lib/access/viewer';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { listCandidates, listInvitations, listJoinRequests, listMembers } from '@/lib/groups/member-queries';
import type { GroupView } from '@/lib/groups/view-models';
import { href, readerOf } from '../../../../feed-block';
import { groupPage } from '../group-page';

/** What those who look after a group do above and below the list of its members. */
async function care(eyes: Viewer, group: GroupView, add = '') {
  if (!group.can.manageMembers) return null;
  const [requests, candidates, invitations] = await Promise.all([
    listJoinRequests(eyes, group.id),
    listCandidates(eyes, group, add),
    listInvitations(eyes, group.id),
  ]);
  return { requests, candidates, invitations, mayInviteGuests: eyes.permissions.has('invite_guests') };
}

export default groupPage('members', async (eyes, group, { search, session }) => {
  const { q, before, add } = search;
  const path = `/groups/${group.slug}/members`;
  const clock = readerOf(session);
  if (q || add) await countUse(limits.search, eyes.id);
  const isNarrowed = Boolean(before || q);
  const [{ items, next }, tools] = await Promise.all([
    listMembers(eyes, group, { q, before }),
    isNarrowed ? null : care(eyes, group, add),
  ]);
  return (
    <>
      {tools && <AnswerAndAdd group={group} wanted={add} clock={clock} {...tools} />}
      <SearchForm action={path} label="Find a member" query={q} />
      <MemberRows members={items} groupId={group.id} clock={clock} />
      <OlderLink href={next && href(path, { q, before: next })}>More members</OlderLink>
      {tools && <Invite group={group} {...tools} />}
    </>
  );
});
