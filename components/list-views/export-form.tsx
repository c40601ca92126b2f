import { Button } from '@/components/ui/button';
import { listPath } from '@/lib/list-views/rules';

/** Sends the list as it is, all of its pages, as a file. A POST, because it is noted who took what along. */
export function ExportForm({ object, fields }: { object: string; fields: readonly [string, string][] }) {
  return (
    <form method="post" action={`${listPath(object)}/export`}>
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Button look="quiet" small>
        Export
      </Button>
    </form>
  );
}
