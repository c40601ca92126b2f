import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audienceChannel, type Channel, orgChannel, parseChannel, personChannel } from './channels';

const nameOf = (channel: Channel) => {
  if (channel.kind === 'org') return orgChannel;
  return channel.kind === 'person'
    ? personChannel(channel.personId)
    : audienceChannel(channel.audience, channel.version);
};

const id = fc.uuid();
const version = fc.integer({ min: 1, max: 999_999_999 });
const names = fc.oneof(
  fc.constant(orgChannel),
  id.map(personChannel),
  fc.tuple(id, version).map(([audience, number]) => audienceChannel(audience, number)),
);

test('every name that we give is read as what it was made of', () => {
  fc.assert(
    fc.property(names, (name) => {
      const channel = parseChannel(name);
      expect(channel && nameOf(channel)).toBe(name);
    }),
  );
});

test('no name is another one written differently', () => {
  const changed = fc
    .tuple(names, fc.nat(), fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('\n', '\0', '-v1', ',', '%2d', 'İ')))
    .map(([name, at, piece]) => {
      const place = at % (name.length + 1);
      return name.slice(0, place) + piece + name.slice(place + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(changed, fc.string(), fc.string({ unit: 'binary' })), (name) => {
      const channel = parseChannel(name);
      if (channel) expect(nameOf(channel)).toBe(name);
    }),
    { numRuns: 2000 },
  );
});
