import type { SeedGroup, SeedRecord, World } from '../model';

/** Finds ids, names and access by handle, or by the key of a record. */
export type Directory = {
  idOf(handle: string): string;
  ids: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  isGroup(handle: string): boolean;
  recordOf(place: string): SeedRecord | undefined;
  audienceOf(place: string): string | null;
  /** Whether a mentioned person or group may read what has this audience. */
  canRead(id: string, audience: string | null): boolean;
};

type Named = { handle: string; id: string; name: string };

/** An object whose records are for their owners alone unless they are shared is not among those that the seeds fill. */
export const isRestricted = ({ isPrivate, deletedAt }: SeedRecord) => Boolean(isPrivate || deletedAt);

export function directoryOf(world: Pick<World, 'people' | 'groups' | 'records'>): Directory {
  const { people, groups, records } = world;
  const mentionable: Named[] = [...people, ...groups];
  const ids = new Map(mentionable.map(({ handle, id }) => [handle, id]));
  const recordsByKey = new Map(records.map((record) => [record.key, record]));
  const groupsByHandle = new Map(groups.map((group) => [group.handle, group]));
  const guests = new Set(people.filter(({ kind }) => kind === 'guest').map(({ id }) => id));
  const idOf = (handle: string) => {
    const id = ids.get(handle) ?? recordsByKey.get(handle)?.id;
    if (!id) throw new Error(`Nobody and nothing here is called ${handle}.`);
    return id;
  };
  const readers = readersByAudience(world, idOf);
  const groupIds = new Set(groups.map(({ id }) => id));
  return {
    idOf,
    ids,
    names: new Map(mentionable.map(({ id, name }) => [id, name])),
    isGroup: (handle) => groupsByHandle.has(handle),
    recordOf: (place) => recordsByKey.get(place),
    audienceOf: (place) => {
      const record = recordsByKey.get(place);
      if (record) return isRestricted(record) ? record.id : null;
      return audienceOf(groupsByHandle.get(place));
    },
    canRead: (id, audience) =>
      groupIds.has(id) || (audience === null ? !guests.has(id) : (readers.get(audience)?.has(id) ?? false)),
  };
}

export function audienceOf(group: SeedGroup | undefined): string | null {
  return group && group.access !== 'public' ? group.id : null;
}

type Sources = Pick<World, 'people' | 'groups' | 'records'>;

/** The ids of everybody who holds a restricted place. */
function readersByAudience(world: Sources, idOf: (handle: string) => string): Map<string, Set<string>> {
  const ofGroups = world.groups.map(({ id, members }) => [id, members.map(({ handle }) => handle)] as const);
  const ofRecords = world.records.filter(isRestricted).map((record) => [record.id, holdersOf(record, world)] as const);
  return new Map([...ofGroups, ...ofRecords].map(([id, handles]) => [id, new Set([...handles].map(idOf))]));
}

type Company = Pick<World, 'people' | 'groups'>;

/** The owner of a restricted record, whom it was shared with, and everyone above them. Nobody holds a deleted one. */
export function holdersOf(record: SeedRecord, company: Company): ReadonlySet<string> {
  if (record.deletedAt) return new Set();
  const principals = [ownerNow(record), ...(record.shares ?? []).map(({ principal }) => principal)];
  return new Set(principals.flatMap((principal) => heldThrough(principal, company)));
}

function heldThrough(principal: string, { people, groups }: Company): string[] {
  const members = groups.find(({ handle }) => handle === principal)?.members;
  if (members) return members.map(({ handle }) => handle);
  const above = people.find(({ handle }) => handle === principal)?.manager;
  return above ? [principal, ...heldThrough(above, { people, groups })] : [principal];
}

/** Whose it is after everything that happened to it. */
export function ownerNow({ owner, history }: SeedRecord): string {
  return history.reduce((now, { patch }) => (typeof patch.owner === 'string' ? patch.owner : now), owner);
}
