import type { ComponentProps } from 'react';
import { type IconName, withIcon } from './icon';

type Look = { look?: 'plain' | 'primary' | 'danger' | 'quiet'; icon?: IconName; small?: boolean };

const looks = { plain: 'btn', primary: 'btn btn-primary', danger: 'btn btn-danger', quiet: 'btn btn-quiet' };

function classes({ look = 'plain', icon, small }: Look, more = ''): string {
  return withIcon(icon, `${looks[look]}${small ? ' btn-small' : ''}${more ? ` ${more}` : ''}`);
}

/** A button; it submits its form unless it says type="button". */
export function Button({ look, icon, small, className, type = 'submit', ...rest }: ComponentProps<'button'> & Look) {
  return <button {...rest} type={type} className={classes({ look, icon, small }, className)} />;
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ look, icon, small, className, children, ...rest }: ComponentProps<'a'> & Look) {
  return (
    <a {...rest} className={classes({ look, icon, small }, className)}>
      {children}
    </a>
  );
}

/** A form of one button: hidden fields, the name of what happens, and a server action. */
export function ButtonForm({
  action,
  fields,
  children,
  ...button
}: ComponentProps<'button'> &
  Look & { action: (data: FormData) => void | Promise<void>; fields: Record<string, string> }) {
  return (
    <form action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button}>{children}</Button>
    </form>
  );
}
