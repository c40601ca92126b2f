import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { parseForm } from '@/lib/forms/form-data';
import { newId } from '@/lib/ids';
import { editProfileInput } from '@/lib/people/input';
import { labels } from '@/lib/people/rules';
import type { EditableProfile } from '@/lib/people/view-models';
import { ProfileForm } from './profile-form';

const profile: EditableProfile = {
  id: newId(),
  handle: 'anna.snelling',
  name: 'Anna "the first" Snelling',
  title: 'Sales agent',
  department: 'Sales',
  office: 'Central',
  about: 'Renewals.',
  email: 'anna@brightmoor.example',
  phone: '+1',
  mobile: '+2',
  street: 'Street 1',
  city: 'Chicago',
  region: 'IL',
  postalCode: '60654',
  country: 'United States',
  outOfOffice: 'Back on Monday',
  timeZone: 'Europe/Zurich',
  photoId: null,
  bannerId: null,
  locale: 'de-CH',
  hasShortcuts: false,
  managerHandle: 'dustin.brinkmann',
  version: 3,
  isSelf: true,
  can: { setManager: true },
};

const render = (given: EditableProfile) => renderToStaticMarkup(<ProfileForm profile={given} locale="en-US" />);

const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What a browser would send of this form as it stands. */
function sent(html: string): FormData {
  const data = new FormData();
  const attribute = (tag: string, name: string) => decode(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '');
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    if (!/type="radio"/.test(tag) || /\schecked/.test(tag))
      data.append(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, tag = '', text = ''] of html.matchAll(/<textarea ([^>]*)>([^<]*)/g))
    data.append(attribute(` ${tag}`, 'name'), decode(text));
  for (const [, tag = '', options = ''] of html.matchAll(/<select ([^>]*)>(.*?)<\/select>/g)) {
    data.append(attribute(` ${tag}`, 'name'), options.match(/value="([^"]*)" selected/)?.[1] ?? '');
  }
  return data;
}

test('the form sends every field that its schema reads, as it stands', () => {
  const { managerHandle, hasShortcuts: _shortcuts, ...rest } = profile;
  const input = parseForm(editProfileInput, sent(render(profile)));
  expect(input).toMatchObject({
    manager: managerHandle,
    shortcuts: 'off',
    timeZone: rest.timeZone,
    locale: rest.locale,
    version: 3,
  });
  for (const field of Object.keys(labels) as (keyof typeof labels)[]) expect(input[field]).toBe(profile[field]);
});

test('the manager can be chosen only by those who may', () => {
  const html = render({ ...profile, can: { setManager: false } });
  expect(html).not.toContain('Manager');
  expect(parseForm(editProfileInput, sent(html)).manager).toBeUndefined();
});
