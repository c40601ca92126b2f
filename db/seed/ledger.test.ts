import { describe, expect, test } from 'vitest';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue, StoredValues } from '@/lib/objects/view-models';
import { readersOf } from './conversations';
import { standardDefinitions } from './definitions.fixture';
import { buildWorld } from './world';

const world = buildWorld(new Date('2026-03-09T16:00:00Z'));
const people = new Map(world.people.map((person) => [person.handle, person]));

/** Whether a value of the demo is one that a field of this type holds; people and records stand by handle and key. */
function fits(field: FieldView | undefined, value: StoredValue): boolean {
  if (!field) return false;
  const { type, options } = field;
  const isOffered = (one: StoredValue) => options.some((option) => option.value === one);
  if (type === 'picklist') return isOffered(value);
  if (type === 'multi_picklist') return Array.isArray(value) && value.every(isOffered);
  if (isNumeric(type)) return typeof value === 'number';
  if (type === 'checkbox') return value === true;
  return typeof value === 'string' && (type !== 'date' || /^\d{4}-\d\d-\d\d$/.test(value));
}

const fieldOf = (object: string, name: string) =>
  standardDefinitions.get(object)?.fields.find(({ apiName }) => apiName === name);

describe('what is kept by hand', () => {
  const records = new Map(world.records.map((record) => [record.key, record]));
  const kept = world.records.filter(({ externalId, object }) => !externalId && object !== 'account');
  const of = (object: string) => kept.filter((record) => record.object === object);

  test('are cases, campaigns, projects, contacts and tasks with a history', () => {
    expect(of('case').length).toBeGreaterThanOrEqual(20);
    expect(of('campaign').length).toBeGreaterThanOrEqual(4);
    expect(of('project').length).toBeGreaterThanOrEqual(5);
    expect(of('contact').length).toBeGreaterThanOrEqual(30);
    expect(of('task').length).toBeGreaterThanOrEqual(14);
    expect(of('case').flatMap(({ history }) => history).length).toBeGreaterThan(40);
  });

  test('hold what their fields can hold', () => {
    const given = world.records.flatMap(({ key, object, values, history }) =>
      [values, ...history.map(({ patch }) => patch)].flatMap((part) =>
        Object.entries(part).map(([name, value]) => ({ key, object, name, value })),
      ),
    );
    const added = new Set(world.fields.map(({ apiName }) => apiName));
    const wrong = given.filter(({ object, name, value }) => !added.has(name) && !fits(fieldOf(object, name), value));
    expect(wrong).toEqual([]);
  });

  test('is changed by colleagues, and every change makes a difference', () => {
    const wrong = kept.flatMap(({ key, history, values, name, owner }) => {
      let before: StoredValues = { ...values, name, owner };
      return history.flatMap(({ by, patch }) => {
        const isSame = Object.entries(patch).every(([field, value]) => before[field] === value);
        before = { ...before, ...patch };
        return isSame || people.get(by)?.kind !== 'internal' ? [`${key} ${by}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('is talked of after it was made, by people who may read it', () => {
    const talked = world.posts.filter(({ place }) => records.has(place));
    expect(talked.length).toBeGreaterThan(25);
    const wrong = talked.flatMap((post) => {
      const record = records.get(post.place);
      const readers = new Set(readersOf(post.place, world).map(({ handle }) => handle));
      const isUnread = [post, ...post.comments].some(({ author }) => !readers.has(author));
      return !record || record.at >= post.at || isUnread ? [`${post.place} ${post.author}`] : [];
    });
    expect(wrong).toEqual([]);
    const unknown = world.posts.filter(({ place }) => place.includes(':') && !records.has(place));
    expect(unknown).toEqual([]);
  });

  test('is followed by those who own it and by few more: nobody follows more than 25 deals', () => {
    for (const { handle } of world.people) {
      const deals = world.follows.filter((follow) => follow.handle === handle && follow.target.startsWith('deal:'));
      expect(deals.length).toBeLessThanOrEqual(25);
    }
    const unread = world.follows.filter(({ handle, target }) => {
      const record = records.get(target);
      return record && !readersOf(target, world).some((reader) => reader.handle === handle);
    });
    expect(unread).toEqual([]);
  });

  test('stands in lists whose fields there are', () => {
    for (const { object, columns, filters } of world.listViews) {
      const names = standardDefinitions.get(object)?.fields.map(({ apiName }) => apiName) ?? [];
      const used = [...columns, ...(filters ?? []).map(({ field }) => field)];
      expect(used.filter((name) => !names.includes(name) && name !== 'updated_at')).toEqual([]);
    }
  });
});
