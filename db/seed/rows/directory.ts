import type { SeedGroup, SeedPerson, World } from '../model';

/** Finds ids, names and access by handle. */
export type Directory = {
  idOf(handle: string): string;
  ids: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  isGroup(handle: string): boolean;
  audienceOf(place: string): string | null;
  /** Whether a mentioned person or group may read what has this audience. */
  canRead(id: string, audience: string | null): boolean;
};

export function directoryOf({ people, groups }: Pick<World, 'people' | 'groups'>): Directory {
  const all: (SeedPerson | SeedGroup)[] = [...people, ...groups];
  const ids = new Map(all.map(({ handle, id }) => [handle, id]));
  const byHandle = new Map(groups.map((group) => [group.handle, group]));
  const guests = new Set(people.filter(({ kind }) => kind === 'guest').map(({ id }) => id));
  const idOf = (handle: string) => {
    const id = ids.get(handle);
    if (!id) throw new Error(`Nobody and nothing here is called ${handle}.`);
    return id;
  };
  const readers = new Map(groups.map(({ id, members }) => [id, new Set(members.map(({ handle }) => ids.get(handle)))]));
  const groupIds = new Set(groups.map(({ id }) => id));
  return {
    idOf,
    ids,
    names: new Map(all.map(({ id, name }) => [id, name])),
    isGroup: (handle) => byHandle.has(handle),
    audienceOf: (place) => audienceOf(byHandle.get(place)),
    canRead: (id, audience) =>
      groupIds.has(id) || (audience === null ? !guests.has(id) : (readers.get(audience)?.has(id) ?? false)),
  };
}

export function audienceOf(group: SeedGroup | undefined): string | null {
  return group && group.access !== 'public' ? group.id : null;
}
