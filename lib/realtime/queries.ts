import 'server-only';
import { hasChangedSince } from '@/lib/access/changes';
import { findOpenChannelVersion } from '@/lib/access/channels';
import type { Viewer } from '@/lib/access/viewer';
import { currentRequest } from '@/lib/request';
import { clientConfig } from './adapter';
import { audienceChannel, orgChannel, personChannel } from './channels';
import type { LivePage, LivePlace } from './view-models';

async function audienceChannels(viewer: Viewer, audience: string | null | undefined): Promise<string[]> {
  if (audience === undefined) return [];
  if (audience === null) return viewer.kind === 'internal' ? [orgChannel] : [];
  const version = await findOpenChannelVersion(viewer, audience);
  return version === null ? [] : [audienceChannel(audience, version)];
}

/** The channels by which a page stays as it should be, and what it makes of them. */
export async function findLivePage(viewer: Viewer, at: Date, { audience, ...rest }: LivePlace): Promise<LivePage> {
  const channels = [personChannel(viewer.id), ...(await audienceChannels(viewer, audience))];
  const seen = currentRequest()?.emitted ?? [];
  return { ...rest, config: clientConfig(), channels, at: at.toISOString(), seen };
}

/** The furthest back that it is worth looking: whoever was away longer asks for the page anyway. */
const LONGEST_MS = 600_000;

/** Whether there may be something that a page made then does not show. */
export async function hasNews(viewer: Viewer, since: Date): Promise<boolean> {
  if (!(Date.now() - since.getTime() < LONGEST_MS)) return true;
  return hasChangedSince(viewer, since);
}
