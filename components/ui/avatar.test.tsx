import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Avatar } from './avatar';

it('is silent beside the name it belongs to', () => {
  expect(renderToStaticMarkup(<Avatar id="a" name="Anna Snelling" photoId={null} />)).toMatch(
    /^<span class="av h\d+" data-letters="AS" aria-hidden="true"><\/span>$/,
  );
  expect(renderToStaticMarkup(<Avatar id="a" name="Anna Snelling" photoId="p" size={64} />)).toMatch(
    /src="\/photos\/p\?size=large"[^>]*alt=""/,
  );
});
