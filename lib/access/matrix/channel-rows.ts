import { newId } from '@/lib/ids';
import { audienceChannel, authorise, orgChannel, personChannel } from '@/lib/realtime/channels';
import type { Viewer } from '../viewer';
import { type Eyes, finds, isMember } from './reference';
import { groups, people, records } from './world';

/** A real-time channel, and who may listen to it. */
export type ChannelCase = { of: string; channel: string; isOpen: (eyes: Eyes) => boolean };

const nobody = () => false;
const restricted = groups.filter(({ access }) => access !== 'public');

const versions = (id: string) =>
  [0, 2, -1, '1.0', '01', '1 ', ''].map((version) => `private-audience-${id}-v${version}`);

/** Names that are nobody's, though each looks like one that is somebody's. */
const strange = [
  'private-everyone',
  'private-Org',
  'private-org ',
  'private-org\n',
  'public-org',
  'org',
  'presence-org',
  'private-encrypted-org',
  'private-cache-org',
  'cache-org',
  '',
  'private-',
  'private-person-',
  'private-audience-',
  ':user::{"id":"x"}',
  '#server-to-user-x',
];

const imitated = (id: string) => [
  `presence-person-${id}`,
  `private-encrypted-person-${id}`,
  `private-person-${id.toUpperCase()}`,
  `private-person-${id}-v1`,
  `private-person-${id},private-org`,
  `#server-to-user-${id}`,
  `:user::{"id":"${id}"}`,
];

/** Every channel there is and many that are none. Looking in with a permission opens no channel. */
export const channelRows = (): ChannelCase[] => [
  { of: 'all colleagues', channel: orgChannel, isOpen: ({ who }) => !who.isGuest },
  ...people.map(({ role, id }) => ({
    of: `the ${role}`,
    channel: personChannel(id),
    isOpen: ({ who }: Eyes) => who.id === id,
  })),
  ...restricted.map((group) => ({
    of: `the ${group.kind} group`,
    channel: audienceChannel(group.id, 1),
    isOpen: ({ who }: Eyes) => isMember(who, group),
  })),
  ...records.map((record) => ({
    of: record.key,
    channel: audienceChannel(record.id, 1),
    isOpen: (eyes: Eyes) => record.isPrivate && finds(eyes, record),
  })),
  ...restricted.flatMap(({ id }) => versions(id)).map((channel) => ({ of: channel, channel, isOpen: nobody })),
  ...groups
    .filter(({ access }) => access === 'public')
    .map(({ id, kind }) => ({ of: `the ${kind} group`, channel: audienceChannel(id, 1), isOpen: nobody })),
  ...people.flatMap(({ id }) => imitated(id)).map((channel) => ({ of: channel, channel, isOpen: nobody })),
  ...people.map(({ id, role }) => ({ of: `the ${role}'s`, channel: audienceChannel(id, 1), isOpen: nobody })),
  ...[...strange, personChannel(newId()), audienceChannel(newId(), 1)].map((channel) => ({
    of: channel,
    channel,
    isOpen: nobody,
  })),
];

export const isOpenTo = (viewer: Viewer, { channel }: ChannelCase) => authorise(viewer, channel);
