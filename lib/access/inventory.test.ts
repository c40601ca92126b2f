import { describe, expect, test } from 'vitest';
import { readSources, type Source } from '@/lib/testing/architecture/source';
import { actionRows } from './matrix/action-rows';
import { queryRows } from './matrix/query-rows';
import { routeRows } from './matrix/route-rows';

const sources = readSources();
const files = (pattern: RegExp) => sources.filter(({ path }) => pattern.test(path));

/** Functions that are asked by someone: their first parameter is the viewer. */
const asked = /export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*viewer: Viewer\b/g;

const namesIn = ({ code }: Source, pattern: RegExp) => [...code.matchAll(pattern)].map((match) => match[1] ?? '');
const domainOf = (path: string) => path.split('/')[1] ?? '';

/** Exported by a query file and no query: each with what it is. */
const notQueries: Record<string, string> = {
  'groups/queries.factsOf': 'computes on a row that was read',
  'groups/queries.isManager': 'computes on a role',
  'groups/list-queries.named': 'makes a condition',
  'people/line-queries.personLine': 'names columns',
  'unsubscribe/queries.findUnsubscription': 'holds a token, and reads as its person',
};

/** Asked by someone, and reached only through what has a row: each with where it is called. */
const inside: Record<string, string> = {
  'auth/sign-in.endOneSession': 'finds its own session, then calls endSession',
  'auth/sign-in.endOthers': 'finds its own session, then calls endOtherSessions',
  'auth/sign-in.signOut': 'finds its own session, then calls endSession',
  'feed/place.loadPlace': 'decides for createPost',
  'list-views/load-view.loadView': 'decides for editView and deleteView',
  'feed/place.touchMembership': 'writes to one’s own membership',
  'feed/prepare-body.prepareBody': 'resolves handles for whatever writes a text',
  'imports/may-import.demandImport': 'decides for whatever imports',
  'groups/on-group.onGroup': 'opens the transaction of whatever acts on a group',
  'feed/write-post.writePost': 'writes for createPost and makeAnnouncement, which have decided',
  'records/on-record.onRecord': 'opens the transaction of whatever acts on a record',
  'objects/on-object.onObject': 'opens the transaction of whatever changes an object, after demanding an admin',
  'records/create-record.whereIsIt': 'looks whether what was written is still in sight',
  'records/read-record.readRecord': 'reads the form of createRecord and editRecord',
  'photos/owner.loadOwner': 'decides for setPhoto and removePhoto',
  'photos/owner.showPhoto': 'writes what loadOwner has decided on',
  'topics/ensure-topics.ensureTopics': 'makes topics for whatever writes a text',
};

/** Actions that nobody has to be signed in for. */
const publicActions: Record<string, string> = {
  'auth.askForLinkAction': 'asks for a link by an address, and answers the same for all',
  'auth.openLinkAction': 'holds the token of a link',
  'auth.demoSignInAction': 'is there in the demo only',
  'auth.acceptInvitationAction': 'holds the token of an invitation',
  'unsubscribe.stopMailAction': 'holds the token of a mail',
  'unsubscribe.resumeMailAction': 'holds what stopMailAction signed',
};

/** Pages and routes that nobody has to be signed in for. */
const publicRoutes: Record<string, string> = {
  'app/(auth)/login/page.tsx': 'is where one signs in',
  'app/(auth)/login/link/[token]/page.tsx': 'holds the token of a link',
  'app/invite/[token]/page.tsx': 'holds the token of an invitation',
  'app/unsubscribe/[token]/page.tsx': 'holds the token of a mail',
  'app/api/email/unsubscribe/[token]/route.ts': 'holds the token of a mail',
  'app/api/email/inbound/route.ts': 'holds the signature of the provider of mail',
  'app/api/auth/[...nextauth]/route.ts': 'is where a provider sends one back to',
  'app/api/auth/start/route.ts': 'is where signing in begins',
  'app/api/cron/tick/route.ts': 'holds the secret of whoever calls it every minute',
  'app/api/health/route.ts': 'says that the process lives',
  'app/api/ready/route.ts': 'says that the database answers',
};

const queryFiles = files(/^lib\/\w[\w-]*\/([\w-]+-)?queries\.ts$/);
const actionFiles = files(/^lib\/\w[\w-]*\/actions\.ts$/);
const pages = files(/^app\/(.+\/)?page\.tsx$/);
const routes = files(/^app\/(.+\/)?route\.tsx?$/);

const exported = /export (?:async )?(?:function|const) (\w+)/g;

const queries = queryFiles.flatMap((source) =>
  namesIn(source, exported).map((name) => `${source.path.replace(/^lib\/|\.ts$/g, '')}.${name}`),
);
const actions = actionFiles.flatMap((source) =>
  namesIn(source, exported).map((name) => `${domainOf(source.path)}.${name}`),
);

describe('nothing is without a row in the matrix', () => {
  test('no query', () => {
    expect([...Object.keys(queryRows), ...Object.keys(notQueries)].toSorted()).toEqual(queries.toSorted());
  });

  test('no server action', () => {
    const rows = Object.keys(actionRows).filter((name) => !name.startsWith('app/'));
    expect([...rows, ...Object.keys(publicActions)].toSorted()).toEqual(actions.toSorted());
  });

  test('no page and no route', () => {
    const there = [...pages, ...routes].map(({ path }) => path);
    expect([...Object.keys(routeRows), ...Object.keys(publicRoutes)].toSorted()).toEqual(there.toSorted());
  });

  test('no function of lib that somebody asks', () => {
    const rows = files(/^lib\/access\/matrix\//).map(({ code }) => code);
    const found = files(/^lib\/(?!access\/|testing\/).*(?<!\.test)\.ts$/).flatMap((source) =>
      namesIn(source, asked).map((name) => ({ name, place: `${source.path.replace(/^lib\/|\.ts$/g, '')}.${name}` })),
    );
    const without = found.filter(({ name }) => !rows.some((code) => new RegExp(`\\b${name}\\b`).test(code)));
    expect(without.map(({ place }) => place).toSorted()).toEqual(Object.keys(inside).toSorted());
  });
});

/** Relations of scope that hold more than a viewer may see, and where each is joined to rows that they may. */
const joined: Record<string, readonly string[]> = {
  authors: [
    'lib/digests/find-digest-posts.ts',
    'lib/feed/everyone.ts',
    'lib/feed/posts-sql.ts',
    'lib/feed/queries.ts',
    'lib/notifications/queries.ts',
    'lib/records/record-sql.ts',
    'lib/search/queries.ts',
  ],
  places: [
    'lib/digests/find-digest-posts.ts',
    'lib/feed/find-items.ts',
    'lib/feed/sieve.ts',
    'lib/feed/posts-sql.ts',
    'lib/feed/queries.ts',
    'lib/notifications/queries.ts',
    'lib/search/queries.ts',
  ],
  topicKeys: [
    'lib/feed/posts-sql.ts',
    'lib/list-views/filter-sql.ts',
    'lib/mentions/queries.ts',
    'lib/record-topics/topic-sql.ts',
  ],
  followers: [
    'lib/people/queries.ts',
    'lib/records/queries.ts',
    'lib/records/related-queries.ts',
    'lib/topics/queries.ts',
  ],
};

test.each(Object.entries(joined))(
  'what does not filter by itself is used only where it is joined: %s',
  (name, places) => {
    const used = files(/^lib\/(?!access\/).*\.ts$/).filter(({ code }) => new RegExp(`\\bs\\.${name}\\b`).test(code));
    expect(used.map(({ path }) => path).toSorted()).toEqual(places.toSorted());
  },
);

describe('whoever comes is asked who they are', () => {
  test('by every page that is not public', () => {
    const wrong = pages.filter(({ path, code }) => {
      const isPublic = path in publicRoutes;
      return !(isPublic ? /export default publicVisit\(/ : /export default (visit|\w+Page)\(/).test(code);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('by every page that is made by another file, there', () => {
    const makers = pages.flatMap(({ code, imports }) =>
      /export default (?!visit|publicVisit)\w+\(/.test(code)
        ? imports.map(({ target }) => target).filter((target) => /-page$/.test(target))
        : [],
    );
    const wrong = [...new Set(makers)].filter(
      (target) => !sources.some(({ path, code }) => path === `${target}.tsx` && /\breturn visit\(/.test(code)),
    );
    expect(wrong).toEqual([]);
  });

  test('by every route handler that is not public', () => {
    const wrong = routes.filter(
      ({ path, code }) =>
        !(path in publicRoutes) && !/\bawait (currentSession|requireSession|requireViewer)\(|= noteRoute\(/.test(code),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('by every action that is not public', () => {
    const open = /export const (\w+) = public(?:Form|Button)Action\(/g;
    const found = actionFiles.flatMap((source) =>
      namesIn(source, open).map((name) => `${domainOf(source.path)}.${name}`),
    );
    expect(found.toSorted()).toEqual(Object.keys(publicActions).toSorted());
  });

  test('by no layout: a layout decides nothing', () => {
    const wrong = files(/^app\/(.+\/)?layout\.tsx$/).filter(({ code }) => /Session|Viewer|queries'/.test(code));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
