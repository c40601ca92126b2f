import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { parseForm } from '@/lib/forms/form-data';
import { notificationDefaultsInput, notificationSettingsInput } from '@/lib/notifications/input';
import { choosable, isByGroup, type Reason, reasons } from '@/lib/notifications/rules';
import type { NotificationSettings, ReasonSetting } from '@/lib/notifications/view-models';
import { DefaultsForm } from './defaults-form';
import { SettingsForm } from './settings-form';

const rowOf = (reason: Reason, more: Partial<ReasonSetting> = {}): ReasonSetting => {
  const { label, page, email } = reasons[reason];
  return { reason, label, page, email, isLocked: false, isByGroup: isByGroup(reason), ...more };
};

const settings: NotificationSettings = {
  receivesEmail: true,
  digest: 'weekly',
  groupFrequency: 'never',
  quiet: { from: 22 * 60 + 30, until: 6 * 60 },
  timeZone: 'Europe/Zurich',
  showsReading: false,
  version: 4,
  reasons: choosable.map((reason) => rowOf(reason)),
  groups: [],
};

const render = (more: Partial<NotificationSettings> = {}) =>
  renderToStaticMarkup(<SettingsForm settings={{ ...settings, ...more }} address="anna@example.com" />);

const attribute = (tag: string, name: string) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '';
const inputs = (html: string, name: RegExp) =>
  [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).filter((tag) => name.test(attribute(tag, 'name')));

/** What a browser would send of this form as it stands. */
function sent(html: string): FormData {
  const data = new FormData();
  for (const tag of inputs(html, /./)) {
    const isSent = !/type="(radio|checkbox)"/.test(tag) || /\schecked/.test(tag);
    if (isSent && !/\sdisabled/.test(tag)) data.append(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, tag = '', options = ''] of html.matchAll(/<select ([^>]*)>(.*?)<\/select>/g))
    data.append(attribute(` ${tag}`, 'name'), options.match(/value="([^"]*)" selected/)?.[1] ?? '');
  return data;
}

const on = (channel: 'page' | 'email') => choosable.filter((reason) => reasons[reason][channel]);

test('the form sends every field that its schema reads, as it stands', () => {
  expect(parseForm(notificationSettingsInput, sent(render()))).toEqual({
    version: 4,
    receivesEmail: true,
    digest: 'weekly',
    groupFrequency: 'never',
    hasQuietHours: true,
    quietFrom: 22 * 60 + 30,
    quietUntil: 6 * 60,
    showsReading: false,
    page: on('page'),
    email: on('email'),
  });
});

test('without quiet hours a night is suggested and not set', () => {
  expect(parseForm(notificationSettingsInput, sent(render({ quiet: null })))).toMatchObject({
    hasQuietHours: false,
    quietFrom: 22 * 60,
    quietUntil: 7 * 60,
  });
});

test('every box is named by its row and its column', () => {
  const html = render();
  for (const [, names = ''] of html.matchAll(/aria-labelledby="([^"]*)"/g))
    for (const id of names.split(' ')) expect(html, id).toContain(`id="${id}"`);
  expect(html).toContain('aria-labelledby="reason-like-name notify-email"');
  expect(inputs(html, /^(page|email)$/)).toHaveLength(choosable.length * 2 - 1);
});

test('what is set for everyone is shown, cannot be changed and says why', () => {
  const html = render({ reasons: [rowOf('follow', { page: true, email: false, isLocked: true })] });
  for (const tag of inputs(html, /^(page|email)$/)) {
    expect(tag).toContain('disabled=""');
    expect(attribute(tag, 'aria-describedby')).toBe('reason-follow-fixed');
  }
  expect(inputs(html, /^(page|email)$/).map((tag) => tag.includes('checked'))).toEqual([true, false]);
  expect(html).toContain('id="reason-follow-fixed">Set by your organisation<');
  expect(sent(html).has('page')).toBe(false);
});

test('an admin sets and locks each reason', () => {
  const rows = [rowOf('like', { isLocked: true }), rowOf('follow', { email: true })];
  const html = renderToStaticMarkup(<DefaultsForm defaults={{ reasons: rows, version: 'v' }} />);
  expect(html).not.toContain('disabled');
  expect(parseForm(notificationDefaultsInput, sent(html))).toEqual({
    version: 'v',
    page: ['like', 'follow'],
    email: ['follow'],
    locked: ['like'],
  });
});
