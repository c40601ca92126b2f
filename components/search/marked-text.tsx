import type { Marked } from '@/lib/search/view-models';

/** A text with the found words marked; every second part is one. */
export function MarkedText({ parts }: { parts: Marked }) {
  return parts.map((part, index) => {
    const key = `${index}-${part.length}`;
    return index % 2 === 1 ? <mark key={key}>{part}</mark> : <span key={key}>{part}</span>;
  });
}
