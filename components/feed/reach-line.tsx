import type { Reach } from '@/lib/feed/view-models';
import { reachWords } from './reach-words';

/** Who will see what is written here, in words. */
export function ReachLine({ reach, locale, id }: { reach: Reach; locale: string; id?: string }) {
  return (
    <p className="meta" id={id} dir="auto">
      {reachWords(reach, locale)}
    </p>
  );
}
