import type { ReactNode } from 'react';
import { namedPlace } from '@/lib/feed/place-rules';
import { formatList, listParts, plural } from '@/lib/format';
import type { NotificationLine } from '@/lib/notifications/view-models';
import { sentenceOf } from './sentence-words';

const others = (count: number, locale: string) => plural(count, { one: '# other', other: '# others' }, locale);

/** Everybody as items of a list: those with a name, then how many more. */
function itemsOf({ actors, othersCount }: NotificationLine, locale: string): string[] {
  const names = actors.map((person) => person.name);
  if (names.length === 0) return ['Someone'];
  return othersCount > 0 ? [...names, others(othersCount, locale)] : names;
}

const placeName = ({ place }: NotificationLine): string => (place ? namedPlace(place).name : 'something');

function Actors({ line, locale }: { line: NotificationLine; locale: string }) {
  const isNamed = (index: number) => index < line.actors.length;
  let item = -1;
  return listParts(itemsOf(line, locale), locale).map(({ isItem, text }) => {
    if (!isItem) return text;
    item += 1;
    return isNamed(item) ? (
      <b key={line.actors[item]?.id}>
        <bdi>{text}</bdi>
      </b>
    ) : (
      text
    );
  });
}

/** What happened, in one sentence, with the names set apart. */
export function Sentence({ line, locale }: { line: NotificationLine; locale: string }): ReactNode {
  const names: Record<string, ReactNode> = {
    '{actors}': <Actors key="actors" line={line} locale={locale} />,
    '{place}': (
      <b key="place">
        <bdi>{placeName(line)}</bdi>
      </b>
    ),
  };
  return sentenceOf(line)
    .split(/(\{\w+\})/)
    .map((part) => names[part] ?? part);
}

/** The same as plain text, for names of buttons. */
export function plainSentence(line: NotificationLine, locale: string): string {
  return sentenceOf(line)
    .replace('{actors}', () => formatList(itemsOf(line, locale), locale))
    .replace('{place}', () => placeName(line));
}
