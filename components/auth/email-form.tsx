import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field.client';
import type { FormAction } from '@/lib/forms/state';

/** Asks for a link. The address may be wrong or a stranger's: the answer is always the same. */
export function EmailForm({ action, returnTo, isMain }: { action: FormAction; returnTo: string; isMain: boolean }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <input type="hidden" name="return" value={returnTo} />
      <Field
        label="Email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        dir="ltr"
        maxLength={254}
        placeholder="you@example.com"
        required
      />
      <Button look={isMain ? 'primary' : 'plain'} className="w-full py-2">
        Email me a link
      </Button>
    </ActionForm>
  );
}
