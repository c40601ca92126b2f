import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Avatar, hueClass, initials } from './avatar';

it('takes the first letters of the first and the last word of a name', () => {
  expect(
    ['Anna Snelling', 'Maximiliana von Hohenzollern', 'all sales', 'Prince', '李 小龙', '⚡ !', ''].map(initials),
  ).toEqual(['AS', 'MH', 'AS', 'P', '李小', '', '']);
});

it('gives an id always the same one of twelve hues', () => {
  const hues = new Set(
    Array.from({ length: 400 }, (_, index) =>
      hueClass(`01930000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`),
    ),
  );
  expect(hues.size).toBe(12);
  expect(hueClass('anna')).toBe(hueClass('anna'));
});

it('is silent beside the name it belongs to', () => {
  expect(renderToStaticMarkup(<Avatar id="a" name="Anna Snelling" photoId={null} />)).toMatch(
    /^<span class="av h\d+" data-letters="AS" aria-hidden="true"><\/span>$/,
  );
  expect(renderToStaticMarkup(<Avatar id="a" name="Anna Snelling" photoId="p" size={64} />)).toMatch(
    /src="\/photos\/p\?size=large"[^>]*alt=""/,
  );
});
