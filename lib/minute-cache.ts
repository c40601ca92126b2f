import 'server-only';

const LIFE_MS = 60_000;
const MOST = 2_000;

type Kept<T> = { stamp: string; until: number; value: Promise<T> };

/** Keeps one answer for each key, for a minute at most and only while its stamp is the same. */
export function minuteCache<T>() {
  const kept = new Map<string, Kept<T>>();
  return (key: string, stamp: string, find: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && known.stamp === stamp && known.until > Date.now()) return known.value;
    const value = find();
    kept.delete(key);
    kept.set(key, { stamp, until: Date.now() + LIFE_MS, value });
    value.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
