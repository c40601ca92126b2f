import { ButtonForm } from '@/components/ui/button';
import { askToJoinAction, joinGroupAction, leaveGroupAction, withdrawRequestAction } from '@/lib/groups/actions';
import type { GroupView } from '@/lib/groups/view-models';

/** The one thing a reader can do about being in a group. */
export function MembershipButtons({ group }: { group: GroupView }) {
  const fields = { groupId: group.id };
  if (group.can.withdraw)
    return (
      <ButtonForm action={withdrawRequestAction} fields={fields}>
        Withdraw request
      </ButtonForm>
    );
  if (group.can.join)
    return (
      <ButtonForm action={joinGroupAction} fields={fields} look="primary">
        Join group
      </ButtonForm>
    );
  if (group.can.ask)
    return (
      <ButtonForm action={askToJoinAction} fields={fields} look="primary">
        Ask to join
      </ButtonForm>
    );
  if (!group.can.leave) return null;
  return (
    <ButtonForm action={leaveGroupAction} fields={fields}>
      Leave group
    </ButtonForm>
  );
}
