import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/choices.client';
import { setFollowsOwnAction } from '@/lib/follow/actions';

/** Whether one follows what one creates. */
export function FollowSettings({ followsOwn }: { followsOwn: boolean }) {
  return (
    <Card title="Records">
      <ActionForm action={setFollowsOwnAction} id="follows-own">
        <Checkbox
          name="followsOwn"
          label="Follow the records that I create"
          hint="What changes on them, and what is posted there, then comes to your Home, also when somebody else owns them."
          isChecked={followsOwn}
        />
        <div>
          <Button>Apply</Button>
        </div>
      </ActionForm>
    </Card>
  );
}
