import 'server-only';
import type { Viewer } from '@/lib/access/viewer';
import type { ParsedQuery } from './parse-query';

export type FoundPosts = { ids: string[]; next: string | null };

/**
 * What finds posts. An engine answers with ids, newest first, and an opaque token for the next page; whatever it
 * answers is read again through the viewer's scope before anyone sees it, so an index that lags cannot leak.
 * The built-in engine is Postgres; another needs only these calls.
 */
export type SearchEngine = {
  findPosts(viewer: Viewer, query: ParsedQuery, before: string | undefined): Promise<FoundPosts>;
};
