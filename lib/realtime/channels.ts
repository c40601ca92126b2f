import 'server-only';
import { validate } from 'uuid';
import { findOpenChannelVersion } from '@/lib/access/channels';
import type { Viewer } from '@/lib/access/viewer';

/** Who is told of something: one person, all colleagues, or those who hold a restricted audience. */
export type Channel =
  | { kind: 'person'; personId: string }
  | { kind: 'org' }
  | { kind: 'audience'; audience: string; version: number };

export const orgChannel = 'private-org';
export const personChannels = 'private-person-';

export const personChannel = (personId: string) => `${personChannels}${personId}`;

export const allAudienceChannels = 'private-audience-';

/** What the channels of an audience have in common. */
export const audienceChannels = (audience: string) => `${allAudienceChannels}${audience}-v`;

/** Its version rises when somebody loses the audience, which leaves them behind on the old channel. */
export const audienceChannel = (audience: string, version: number) => `${audienceChannels(audience)}${version}`;

const isId = (text: string) => validate(text) && text === text.toLowerCase();

/** The channel of this name; null for any name that we do not give. */
export function parseChannel(name: string): Channel | null {
  if (name === orgChannel) return { kind: 'org' };
  const [, personId = ''] = /^private-person-([0-9a-f-]{36})$/.exec(name) ?? [];
  if (isId(personId)) return { kind: 'person', personId };
  const [, audience = '', version = ''] = /^private-audience-([0-9a-f-]{36})-v([1-9]\d{0,8})$/.exec(name) ?? [];
  return isId(audience) ? { kind: 'audience', audience, version: Number(version) } : null;
}

/** Whether the viewer may listen to a channel now; false alike for one that is not theirs and one that never was. */
export async function authorise(viewer: Viewer, name: string): Promise<boolean> {
  const channel = parseChannel(name);
  if (channel?.kind === 'org') return viewer.kind === 'internal';
  if (channel?.kind === 'person') return channel.personId === viewer.id;
  if (!channel) return false;
  return (await findOpenChannelVersion(viewer, channel.audience)) === channel.version;
}
