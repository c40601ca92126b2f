/** The names of the icons in icons.svg; `i i-NAME` on any element shows one before its words. */
export type IconName =
  | 'home'
  | 'people'
  | 'group'
  | 'topic'
  | 'search'
  | 'pen'
  | 'plus'
  | 'menu'
  | 'like'
  | 'like-on'
  | 'comment'
  | 'bookmark'
  | 'bookmark-on'
  | 'more'
  | 'check'
  | 'close'
  | 'down'
  | 'lock'
  | 'settings'
  | 'sign-out'
  | 'person'
  | 'alert'
  | 'link'
  | 'mute'
  | 'trash'
  | 'clock'
  | 'mail'
  | 'keyboard'
  | 'admin'
  | 'back'
  | 'bell'
  | 'announce'
  | 'record';

/** The classes that put an icon before the words of an element. */
export function withIcon(icon: IconName | undefined, classes = ''): string {
  return icon ? `${classes} i i-${icon}`.trim() : classes;
}

/** An icon alone; whoever uses it gives the name in words. */
export function Icon({ name }: { name: IconName }) {
  return <span className={withIcon(name)} aria-hidden="true" />;
}
