import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field.client';
import { followForAction } from '@/lib/follow/actions';

/** For admins: lets somebody else follow a record that both may read. */
export function FollowFor({ personId, name }: { personId: string; name: string }) {
  return (
    <Card title={`Records that ${name} follows`}>
      <ActionForm action={followForAction} id="follow-for">
        <input type="hidden" name="personId" value={personId} />
        <Field
          name="record"
          label="Let them follow a record"
          hint={`The address of its page. ${name} and you both need to be able to read it, and it is noted in the audit log.`}
          dir="ltr"
          autoComplete="off"
        />
        <div>
          <Button>Follow for them</Button>
        </div>
      </ActionForm>
    </Card>
  );
}
