import type { OneClick } from './feed-forms';

type ToggleProps = {
  id: string;
  on: OneClick;
  off: OneClick;
  isOn: boolean;
  isAllowed?: boolean;
  icon?: 'like' | 'bookmark';
  label: string;
  /** Tells this button from its namesakes for those who do not see where it stands. */
  name?: string;
};

/** A button that is on or off. It belongs to one of the page's FeedForms. What it lacks is left out, not sent as undefined. */
export function Toggle({ id, on, off, isOn, isAllowed = true, icon, label, name }: ToggleProps) {
  return (
    <button
      type="submit"
      className={icon ? `act i i-${icon}` : 'act'}
      form={`do-${isOn ? off : on}`}
      name="id"
      value={id}
      aria-pressed={isOn}
      {...(name && { 'aria-label': name })}
      {...(!isAllowed && { disabled: true })}
    >
      {label}
    </button>
  );
}
