import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { lineFrom, person, pricing } from '@/lib/testing/notification-lines';
import { Line } from './line';

const reader = { id: 'r', name: 'R', photoId: null, locale: 'en', timeZone: 'UTC', now: '2026-11-22T12:00:00.000Z' };
const html = (...given: Parameters<typeof lineFrom>) =>
  renderToStaticMarkup(<Line line={lineFrom(...given)} reader={reader} />);

test('an unread line says so in words, and its link presses its own button', () => {
  const line = html('follow', { id: 'n1', threadKey: 'follow', href: '/people/anna' });
  expect(line).toContain('>Unread: <');
  expect(line).toMatch(/<a href="\/people\/anna" data-reads="read-n1">/);
  expect(line).toMatch(/<button [^>]*type="submit" id="read-n1">Mark as read<\/button>/);
  expect(line).toContain('name="threadKey" value="follow"');
});

test('a post marks itself when it is seen, so that its link does not', () => {
  expect(html('like')).not.toContain('data-reads');
});

test('a read line has no button to read it, but always says why it came', () => {
  const line = html('like', { id: 'n1', isUnread: false });
  expect(line).not.toMatch(/data-reads|Mark as read|Unread/);
  expect(line).toMatch(/href="\/notifications\/n1">Why did I get this\?</);
});

test('the name of the menu tells which line it belongs to', () => {
  expect(html('follow', { actors: [person('Anna "the first"')] })).toContain(
    'aria-label="More for “Anna &quot;the first&quot; started to follow you”"',
  );
});

test('where it was is said once', () => {
  expect(html('comment_on_mine', { place: pricing })).toContain(' · in <bdi>Pricing</bdi>');
  expect(html('group_post', { place: pricing })).not.toContain('in <bdi>Pricing</bdi>');
});

test('what was written runs in its own direction, and the time is whole on hover', () => {
  const line = html('mention_post', { excerpt: 'مرحبا <b>' });
  expect(line).toContain('<p class="note-said" dir="auto">مرحبا &lt;b&gt;</p>');
  expect(line).toMatch(/<time dateTime="2026-11-22T09:00:00.000Z" title="November 22, 2026 at 9:00\sAM">3\sh</);
});

test('without anybody the picture is that of the group', () => {
  expect(html('group_archived', { actors: [], place: pricing, notice: 'archived' })).toMatch(/class="av av-square/);
});
