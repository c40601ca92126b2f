import { parseBody } from '@/lib/body/parse';
import { plainText } from '@/lib/body/plain';
import { mentionIdsIn, resolveHandles, topicsIn } from '@/lib/body/references';
import { cleanText } from '@/lib/body/rules';
import type { Directory } from './directory';

/** A text as it is stored, with the handles in it resolved like those of a post that someone sends. */
export function storedBody(text: string, directory: Directory) {
  const source = resolveHandles(cleanText(text), directory.ids);
  const tree = parseBody(source);
  return {
    row: { source, tree, plain: plainText(tree, directory.names) },
    mentionIds: mentionIdsIn(tree),
    topics: topicsIn(tree),
  };
}
