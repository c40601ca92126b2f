import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { listParts, plural } from '@/lib/format';
import { deleteRecordAction } from '@/lib/record-access/actions';
import { BIN_DAYS } from '@/lib/record-access/rules';
import type { Deletion } from '@/lib/record-access/view-models';
import { recordPath } from '@/lib/records/rules';

function goesWith({ posts, comments }: Deletion, locale: string): string {
  const parts = [
    ...(posts > 0 ? [plural(posts, { one: '# post', other: '# posts' }, locale)] : []),
    ...(comments > 0 ? [plural(comments, { one: '# comment', other: '# comments' }, locale)] : []),
  ];
  if (parts.length === 0) return 'and nobody finds it any more.';
  const list = listParts(parts, locale).map(({ text }) => text);
  return `with ${list.join('')} on it, and nobody finds them any more.`;
}

/** Says what goes, and puts a record into the bin. */
export function DeleteForm({ deletion, locale }: { deletion: Deletion; locale: string }) {
  const { record, below } = deletion;
  return (
    <ActionForm action={deleteRecordAction} id="delete" className="card form p-4 sm:p-6">
      <input type="hidden" name="recordId" value={record.id} />
      <p className="text-pretty">
        <b dir="auto">{record.name}</b> goes into the bin, {goesWith(deletion, locale)} You can restore it from there,
        just as it is, for {BIN_DAYS} days. Then it is gone for good.
      </p>
      {below > 0 && (
        <p className="text-pretty">
          {plural(
            below,
            {
              one: '# other record names it. It stays, and shows a record that nobody can see.',
              other: '# other records name it. They stay, and show a record that nobody can see.',
            },
            locale,
          )}
        </p>
      )}
      <div className="form-end">
        <Button look="danger">Delete</Button>
        <ButtonLink look="quiet" href={recordPath(record)}>
          Keep it
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
