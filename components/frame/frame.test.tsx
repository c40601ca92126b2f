import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FrameViewer } from '@/lib/feed/view-models';
import { Frame } from './frame';

const viewer: FrameViewer = {
  id: 'vicki',
  handle: 'vicki.haschke',
  name: 'Vicki Haschke',
  photoId: null,
  kind: 'internal',
  isAdmin: false,
  hasShortcuts: true,
  unreadCount: 0,
  recentGroups: [{ id: 'g', slug: 'pricing', name: 'Pricing', access: 'private', photoId: null, isArchived: false }],
  objects: [{ apiName: 'case', plural: 'Cases' }],
};

const html = (more: Partial<Parameters<typeof Frame>[0]> = {}) =>
  renderToStaticMarkup(
    <Frame viewer={viewer} signOut={async () => {}} title="Groups" {...more}>
      <p>Body</p>
    </Frame>,
  );

describe('the frame', () => {
  const markup = html({ current: 'groups' });

  it('has one main and starts with a way to it', () => {
    expect(markup.match(/<main/g)).toHaveLength(1);
    expect(markup).toMatch(/<a class="skip" href="#main">Skip to content<\/a>/);
  });
  it('names its navigation and marks where one is', () => {
    const side = markup.match(/<nav class="side" aria-label="Main">[\s\S]*?<\/nav>/)?.[0] ?? '';
    for (const [name, href] of [
      ['Home', '/'],
      ['People', '/people'],
      ['Groups', '/groups'],
      ['Topics', '/topics'],
      ['Notifications', '/notifications'],
    ])
      expect(side).toMatch(new RegExp(`href="${href}"[^>]*>${name}</a>`));
    expect(side.match(/aria-current="page"/g)).toHaveLength(1);
    expect(side).toMatch(/href="\/groups" aria-current="page"/);
  });
  it('offers nothing that is not there yet', () => {
    expect(markup).not.toMatch(/Approvals/);
  });
  it('says at each way to the notifications how many are unread', () => {
    const names = (unreadCount: number) =>
      [...html({ viewer: { ...viewer, unreadCount } }).matchAll(/href="\/notifications" aria-label="([^"]*)"/g)].map(
        (match) => match[1],
      );
    expect(names(0)).toEqual(Array(3).fill('Notifications'));
    expect(names(3)).toEqual(Array(3).fill('Notifications, 3 unread'));
    expect(names(100)).toEqual(Array(3).fill('Notifications, 99+ unread'));
    expect(html()).not.toContain('class="count"');
  });
  it('searches by an ordinary form', () => {
    expect(markup).toMatch(
      /<form class="[^"]*" action="\/search" method="get"><input [^>]*type="search" aria-label="Search"[^>]* name="q"/,
    );
  });
  it('has Profile, Settings and Sign out in the account menu, and Setup for admins', () => {
    const menu = (text: string) =>
      text.match(/<summary[^>]*aria-label="Account of Vicki Haschke"[\s\S]*?<\/details>/)?.[0] ?? '';
    expect(menu(markup)).toMatch(
      /href="\/people\/vicki\.haschke">Profile<[\s\S]*href="\/settings\/profile">Settings<[\s\S]*<button[^>]*>Sign out<\/button>/,
    );
    expect(menu(markup)).not.toContain('Setup');
    expect(menu(html({ viewer: { ...viewer, isAdmin: true } }))).toContain('href="/setup/people"');
  });
  it('says what was just done in a status', () => {
    expect(html({ status: 'Joined' })).toMatch(/role="status"[^>]*>Joined</);
    expect(markup).not.toContain('role="status"');
  });
});
