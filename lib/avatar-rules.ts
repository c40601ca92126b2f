/** What stands for a person or group without a photo, on pages and in mails. */

export const HUES = 12;

/** One of twelve hues, always the same for an id. Ids are UUIDv7, whose random end differs. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const char of id.slice(-8)) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return sum % HUES;
}

/** "AS" for Anna Snelling, "C" for a group with one word. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
