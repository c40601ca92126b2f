import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { setPermissionsAction } from '@/lib/administration/actions';
import { heldText } from '@/lib/administration/rules';
import type { PermissionLine, PersonAdministered } from '@/lib/administration/view-models';

function Permission({ permission }: { permission: PermissionLine }) {
  const id = `permission-${permission.name}`;
  return (
    <label className="choice" htmlFor={id}>
      <input id={id} type="checkbox" name="permission" value={permission.name} defaultChecked={permission.isHeld} />
      <span>{permission.label}</span>
    </label>
  );
}

/** Everything that a person can be allowed. */
export function PermissionsForm({ person }: { person: PersonAdministered }) {
  const before = heldText(person.permissions.filter((one) => one.isHeld).map((one) => one.name));
  return (
    <ActionForm action={setPermissionsAction} id="permissions" className="grid gap-4">
      <input type="hidden" name="id" value={person.id} />
      <fieldset key={before} className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">Permissions of {person.name}</legend>
        <input type="hidden" name="before" value={before} />
        {person.permissions.map((permission) => (
          <Permission key={permission.name} permission={permission} />
        ))}
      </fieldset>
      <div className="form-end">
        <Button look="primary">Save permissions</Button>
      </div>
    </ActionForm>
  );
}
