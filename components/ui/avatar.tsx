import { hueOf, initials } from '@/lib/avatar-rules';

type AvatarProps = {
  id: string;
  name: string;
  photoId: string | null;
  size?: 20 | 28 | 36 | 40 | 64 | 96;
  /** People are round, groups are square. */
  square?: boolean;
};

const shapeOf = (size: number, square: boolean) =>
  ['av', size !== 40 && `av-${size}`, square && 'av-square'].filter(Boolean).join(' ');

/** A photo, or initials on a quiet hue. The name always stands beside it, so it is silent. */
export function Avatar({ id, name, photoId, size = 40, square = false }: AvatarProps) {
  const shape = shapeOf(size, square);
  if (photoId) {
    const src = `/photos/${photoId}?size=${size > 40 ? 'large' : 'small'}`;
    return <img className={shape} src={src} width={size} height={size} alt="" loading="lazy" />;
  }
  const shown = initials(name);
  const letters = square && size < 40 ? [...shown][0] : shown;
  return <span className={`${shape} h${hueOf(id)}`} data-letters={letters} aria-hidden="true" />;
}
