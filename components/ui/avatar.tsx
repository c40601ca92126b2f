type AvatarProps = {
  id: string;
  name: string;
  photoId: string | null;
  size?: 20 | 28 | 36 | 40 | 64 | 96;
  /** People are round, groups are square. */
  square?: boolean;
};

const HUES = 12;

/** One of twelve hues, always the same for an id. Ids are UUIDv7, whose random end differs. */
export function hueClass(id: string): string {
  let sum = 0;
  for (const char of id.slice(-8)) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return `h${sum % HUES}`;
}

/** "AS" for Anna Snelling, "C" for a group with one word. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

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
  return <span className={`${shape} ${hueClass(id)}`} data-letters={letters} aria-hidden="true" />;
}
