import { readdirSync } from 'node:fs';
import path from 'node:path';
import { cast } from '@/db/cast';
import { recordPath } from '@/lib/records/rules';
import type { App } from './app';

const { owner, member } = cast;
const group = `/groups/${cast.groups.private.slug}`;
const { id: post, commentId: comment } = cast.posts.private.owner;
const profile = `/people/${member.handle}`;

/** An address, or several, for each page of the app, as `allSeeing` opens them. */
const addresses: Record<string, readonly string[]> = {
  '/[...missing]': ['/never-was/at-all'],
  '/': [
    '/?feed=company',
    '/?feed=following',
    '/?feed=to-me&sort=activity',
    '/?feed=bookmarks',
    '/?feed=company&q=member',
  ],
  '/comments/[id]/delete': [`/comments/${comment}/delete`],
  '/comments/[id]/edit': [`/comments/${comment}/edit`],
  '/groups': ['/groups', '/groups?q=pric'],
  '/groups/[slug]': [
    group,
    `${group}?show=unread`,
    `${group}?show=read`,
    `/groups/${cast.groups.unlisted.slug}`,
    `/groups/${cast.groups.archived.slug}`,
  ],
  '/groups/[slug]/announce': [`${group}/announce`],
  '/groups/[slug]/members': [`${group}/members`, `${group}/members?add=versie`],
  '/groups/[slug]/records': [`${group}/records`],
  '/groups/[slug]/settings': [`${group}/settings`],
  '/groups/[slug]/settings/delete': [`${group}/settings/delete`],
  '/groups/new': ['/groups/new'],
  '/invite/[token]': ['/invite/never-was'],
  '/login': ['/login', '/login?error=link_used&asked=1'],
  '/login/link/[token]': ['/login/link/never-was'],
  '/notifications': ['/notifications', '/notifications?show=unread'],
  '/notifications/[id]': ['/notifications/0194f3c5-0000-7000-8000-000000000000'],
  '/people': ['/people', '/people?q=anna'],
  '/people/[handle]': [profile, `/people/${owner.handle}`],
  '/people/[handle]/about': [`${profile}/about`],
  '/people/[handle]/edit': [`${profile}/edit`],
  '/people/[handle]/followers': [`${profile}/followers`],
  '/people/[handle]/following': [`/people/${cast.follower.handle}/following`],
  '/people/[handle]/groups': [`${profile}/groups`],
  '/posts/[id]': [`/posts/${post}`, `/posts/${post}?reply=${comment}`, '/posts/0194f3c5-0000-7000-8000-000000000000'],
  '/posts/[id]/delete': [`/posts/${post}/delete`],
  '/posts/[id]/edit': [`/posts/${post}/edit`],
  '/posts/[id]/history': [`/posts/${post}/history`],
  '/posts/[id]/seen': [`/posts/${post}/seen`],
  '/records': ['/records'],
  '/records/[object]': [
    '/records/opportunity',
    '/records/opportunity?view=board',
    '/records/opportunity?filter=amount&sort=-amount',
    '/records/case?list=mine',
    '/records/opportunity?sort=never_was',
  ],
  '/records/[object]/views/[id]': ['/records/opportunity/views/0194f3c5-0000-7000-8000-000000000000'],
  '/records/[object]/[id]/topics': [`/records/opportunity/${cast.records.open.id}/topics`],
  '/records/[object]/[id]': [
    recordPath(cast.records.open),
    `${recordPath(cast.records.restricted)}?show=changes`,
    recordPath(cast.records.account),
  ],
  '/records/[object]/[id]/edit': [`${recordPath(cast.records.restricted)}/edit`],
  '/records/[object]/[id]/followers': [`${recordPath(cast.records.restricted)}/followers`],
  '/records/[object]/[id]/history': [`${recordPath(cast.records.restricted)}/history`],
  '/records/[object]/[id]/sharing': [
    `${recordPath(cast.records.restricted)}/sharing`,
    `${recordPath(cast.records.open)}/sharing?add=pric`,
  ],
  '/records/[object]/[id]/delete': [`${recordPath(cast.records.restricted)}/delete`],
  '/records/[object]/bin': ['/records/opportunity/bin'],
  '/records/[object]/new': ['/records/opportunity/new'],
  '/search': [
    '/search',
    ...['posts', 'people', 'groups', 'topics'].map((tab) => `/search?q=pric&in=${tab}`),
    '/search?q=can&in=records',
  ],
  '/settings/notifications': ['/settings/notifications'],
  '/settings/profile': ['/settings/profile'],
  '/settings/sessions': ['/settings/sessions'],
  '/setup': ['/setup'],
  '/setup/audit': ['/setup/audit'],
  '/setup/email': ['/setup/email'],
  '/setup/import': ['/setup/import'],
  '/setup/import/[id]': ['/setup/import/0194f3c5-0000-7000-8000-000000000000'],
  '/setup/invitations': ['/setup/invitations'],
  '/setup/objects': ['/setup/objects'],
  '/setup/objects/new': ['/setup/objects/new'],
  '/setup/objects/[object]': ['/setup/objects/opportunity'],
  '/setup/objects/[object]/access': [
    '/setup/objects/opportunity/access',
    '/setup/objects/opportunity/access?to=private',
  ],
  '/setup/objects/[object]/delete': ['/setup/objects/opportunity/delete'],
  '/setup/objects/[object]/fields/new': [
    '/setup/objects/opportunity/fields/new',
    '/setup/objects/opportunity/fields/new?type=picklist',
  ],
  '/setup/objects/[object]/fields/[field]': [
    '/setup/objects/opportunity/fields/stage',
    '/setup/objects/opportunity/fields/amount',
  ],
  '/setup/objects/[object]/fields/[field]/readers': [
    `/setup/objects/opportunity/fields/${cast.margin.apiName}/readers?q=pri`,
  ],
  '/setup/objects/[object]/fields/[field]/delete': [`/setup/objects/opportunity/fields/${cast.margin.apiName}/delete`],
  '/setup/tracking': ['/setup/tracking'],
  '/setup/tracking/[object]': ['/setup/tracking/opportunity', '/setup/tracking/group'],
  '/setup/outbox': ['/setup/outbox'],
  '/setup/outbox/mails': ['/setup/outbox/mails', '/setup/outbox/mails?state=bounced'],
  '/setup/outbox/mails/[id]': ['/setup/outbox/mails/0194f3c5-0000-7000-8000-000000000000'],
  '/setup/notifications': ['/setup/notifications'],
  '/setup/people': ['/setup/people'],
  '/setup/people/[handle]': [`/setup/people/${member.handle}`],
  '/setup/people/[handle]/deactivate': [`/setup/people/${member.handle}/deactivate`],
  '/setup/people/invite': ['/setup/people/invite'],
  '/topics': ['/topics', '/topics?q=p'],
  '/topics/[name]': ['/topics/newtech', '/topics/newtech?show=records'],
  '/unsubscribe/[token]': ['/unsubscribe/never-was'],
};

export const pageAddresses: readonly string[] = Object.values(addresses).flat();

/** The pages of the app for which no address is listed, and the listed ones that are no pages. */
export function unlistedPages(): string[] {
  const routes = readdirSync('app', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'page.tsx')
    .map((entry) => `/${path.posix.relative('app', entry.parentPath).replace(/\(\w+\)\/?/g, '')}`);
  const listed = Object.keys(addresses);
  return [...routes.filter((route) => !listed.includes(route)), ...listed.filter((route) => !routes.includes(route))];
}

/** Makes the owner of all groups an admin too, and returns who then may open every page. */
export async function allSeeing(app: App) {
  await app.database.query("insert into person_permissions (person_id, permission) values ($1, 'admin')", [owner.id]);
  return owner;
}
