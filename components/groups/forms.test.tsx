import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { parseForm } from '@/lib/forms/form-data';
import {
  createGroupInput,
  decisionInput,
  deletionInput,
  editGroupInput,
  invitationInput,
  transferInput,
} from '@/lib/groups/input';
import type { GroupView } from '@/lib/groups/view-models';
import { Invite } from './invite';
import { JoinRequests } from './join-requests';
import { DeleteForm, TransferForm } from './life-forms';
import { NewGroupForm } from './new-group-form';
import { SettingsForm } from './settings-form';

const person = {
  id: '0195f3a0-0000-7000-8000-000000000001',
  handle: 'anna',
  name: 'Anna',
  title: 'Lead',
  photoId: null,
  kind: 'internal' as const,
  isActive: true,
};

const can = {
  view: true,
  post: true,
  announce: true,
  mention: true,
  join: false,
  ask: false,
  withdraw: false,
  leave: false,
  edit: true,
  manageMembers: true,
  decide: true,
  invite: true,
  archive: true,
  delete: true,
  transfer: true,
};

const group: GroupView = {
  id: '0195f3a0-0000-7000-8000-000000000002',
  slug: 'pricing',
  name: 'Pricing',
  access: 'private',
  photoId: null,
  isArchived: false,
  description: 'Prices.',
  informationTitle: 'Rules',
  information: 'Be kind.',
  isBroadcast: true,
  allowsGuests: false,
  isAutoArchiveDisabled: false,
  archivedAt: null,
  isAutoArchived: false,
  archivesAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 3,
  memberCount: 2,
  owner: person,
  managers: [person],
  newest: [person],
  requestCount: 1,
  reach: { name: 'Pricing', people: 2 },
  announcement: null,
  role: 'owner',
  frequency: 'daily',
  mutedUntil: null,
  hasAsked: false,
  isOpen: true,
  isOverseen: false,
  can,
};

/** What a browser would send of a rendered form: every named control once, boxes and buttons by what is chosen. */
function sent(form: ReactNode, chosen: Record<string, string> = {}): FormData {
  const html = renderToStaticMarkup(form);
  const data = new FormData();
  for (const [control] of html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const attribute = (name: string) => control.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
    const name = attribute('name');
    const isUnticked = /type="(?:radio|checkbox)"/.test(control) && !/\bchecked=""/.test(control);
    if (name && !isUnticked) data.set(name, attribute('value') ?? '');
  }
  for (const [, textarea = '', text = ''] of html.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)/g))
    data.set(textarea, text);
  for (const [name, value] of Object.entries(chosen)) data.set(name, value);
  return data;
}

describe('each form sends what its schema reads', () => {
  test('a new group', () => {
    expect(parseForm(createGroupInput, sent(<NewGroupForm />, { name: 'Chess' }))).toEqual({
      name: 'Chess',
      description: '',
      access: 'public',
      isBroadcast: false,
      allowsGuests: false,
    });
  });

  test('the settings of a group, which change nothing when nothing is touched', () => {
    const { id, version, name, description, informationTitle, information, access, isBroadcast, allowsGuests } = group;
    const texts = { name, description, informationTitle, information };
    expect(parseForm(editGroupInput, sent(<SettingsForm group={group} />))).toEqual({
      ...texts,
      groupId: id,
      version,
      access,
      isBroadcast,
      allowsGuests,
      isAutoArchiveDisabled: false,
      confirmAccess: false,
    });
  });

  test('the settings of a group with guests, whose access is no longer to choose', () => {
    const form = <SettingsForm group={{ ...group, allowsGuests: true }} />;
    expect(parseForm(editGroupInput, sent(form))).toMatchObject({ access: 'private', allowsGuests: true });
    expect(renderToStaticMarkup(form)).not.toContain('value="public"');
  });

  test('an answer to a request', () => {
    const requests = [{ id: person.id, person, requestedAt: group.createdAt }];
    const clock = { locale: 'en', timeZone: 'UTC', now: group.createdAt };
    const data = sent(<JoinRequests requests={requests} clock={clock} />, { decision: 'decline' });
    expect(parseForm(decisionInput, data)).toEqual({ requestId: person.id, decision: 'decline', message: '' });
  });

  test('a transfer, an invitation and a deletion', () => {
    const transfer = sent(<TransferForm group={group} heirs={[person]} />, { personId: person.id });
    expect(parseForm(transferInput, transfer)).toEqual({ groupId: group.id, personId: person.id });
    const invite = <Invite group={group} mayInviteGuests invitations={[]} />;
    const invitation = sent(invite, { email: 'a@brightmoor.example' });
    expect(parseForm(invitationInput, invitation)).toMatchObject({ groupId: group.id, kind: 'internal' });
    const deletion = sent(<DeleteForm group={group} locale="en" />, { name: 'Pricing' });
    expect(parseForm(deletionInput, deletion)).toEqual({ groupId: group.id, name: 'Pricing' });
  });

  test('a transfer to nobody is refused beside the choice', () => {
    const nobody = sent(<TransferForm group={group} heirs={[person]} />);
    expect(() => parseForm(transferInput, nobody)).toThrow(Invalid);
  });
});

test('guests are invited only where they are allowed, by those who may', () => {
  const kinds = (allowsGuests: boolean, mayInviteGuests: boolean) =>
    renderToStaticMarkup(
      <Invite group={{ ...group, allowsGuests }} mayInviteGuests={mayInviteGuests} invitations={[]} />,
    ).includes('value="guest"');
  expect([kinds(false, true), kinds(true, false), kinds(true, true)]).toEqual([false, false, true]);
});
