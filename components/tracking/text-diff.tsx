import { createElement, Fragment, type ReactNode } from 'react';
import { plural } from '@/lib/format';
import { MOST_DIFF, SHOWN_DIFF, type ShownPiece, shortDiff, splitDiff, textDiff } from '@/lib/tracking/text-diff-rules';

const gaps = { one: 'one word that did not change', other: '# words that did not change' };

function element(piece: ShownPiece, locale: string): ReactNode {
  if (piece.kind === 'gap')
    return (
      <span className="gap" role="img" aria-label={plural(piece.words, gaps, locale)}>
        {' … '}
      </span>
    );
  if (piece.kind === 'same') return piece.text;
  return piece.kind === 'added' ? <ins>{piece.text}</ins> : <del>{piece.text}</del>;
}

// Pieces are spread, not listed: they never move, so they need no keys.
const words = (pieces: readonly ShownPiece[], locale: string) =>
  createElement(Fragment, null, ...pieces.map((piece) => element(piece, locale)));

/** What was taken out of a text and what was put in, with a few words around; what is long ends in a "Show more". */
export function TextDiff({ old, now, locale }: { old: string; now: string; locale: string }) {
  const [head, tail] = splitDiff(shortDiff(textDiff(old, now)), SHOWN_DIFF);
  const [more, cut] = splitDiff(tail, MOST_DIFF);
  return (
    <div className="diff" dir="auto">
      <p>{words(head, locale)}</p>
      {more.length > 0 && (
        <details>
          <summary>Show more</summary>
          <p>
            {words(more, locale)}
            {cut.length > 0 && <span className="gap"> …</span>}
          </p>
        </details>
      )}
    </div>
  );
}
