import { ButtonForm } from '@/components/ui/button';
import { markGroupReadAction } from '@/lib/reading/actions';

/** Says that one has seen everything that the group had when this page was made. */
export function MarkAll({ groupId, at }: { groupId: string; at: string }) {
  return (
    <ButtonForm action={markGroupReadAction} fields={{ groupId, at }} icon="check" small>
      Mark all as read
    </ButtonForm>
  );
}
