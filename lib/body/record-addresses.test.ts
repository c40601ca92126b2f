import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ID, piece } from '@/lib/testing/bodies';
import { parseBody } from './parse';
import { plainText } from './plain';
import { onlyRecords, recordAddressesIn, recordIdsIn, resolveAddresses } from './references';
import type { BodyTree } from './tree';

const ORIGIN = 'https://chatter.example';
const origins = [ORIGIN];
const runs = { numRuns: 2_000 };
const path = `/records/case/${ID}`;
const address = { object: 'case', id: ID };
const resolve = (source: string) => resolveAddresses(source, origins, () => true);

describe('the address of a record', () => {
  test.each([
    path,
    ORIGIN + path,
    `${path}/`,
    `${path}.`,
    `${path}?`,
    `(${path})`,
    `“${path}”`,
    `**${path}**`,
    `> ${path}`,
    `${path}/[x]`,
    `- a\n- ${ORIGIN}${path}, b`,
    `HTTPS://Chatter.Example${path}`,
  ])('is found in %s', (source) => {
    expect(recordAddressesIn(source, origins)).toEqual([address]);
    expect(recordIdsIn(parseBody(resolve(source)))).toEqual([ID]);
  });

  test.each([
    `${path}/edit`,
    `${path}?tab=history`,
    `${path}#feed`,
    `${path}-x`,
    `${path}é`,
    `x${path}`,
    `/${path}`,
    `https://elsewhere.example${path}`,
    `${ORIGIN}.elsewhere.example${path}`,
    `https://elsewhere.example/?to=${ORIGIN}${path}`,
    `http://chatter.example${path}`,
    `\`${path}\``,
    `\`\`\`\n${path}\n\`\`\``,
    `[words](${ORIGIN}${path})`,
    `[${path}](https://elsewhere.example)`,
    `\\${path}`,
    `/records/Case/${ID}`,
    `/records/../${ID}`,
    `/records/case/${ID.slice(1)}`,
    `/people/${ID}`,
    `ann@x.example${path}`,
  ])('is not found in %s', (source) => {
    expect(recordAddressesIn(source, origins)).toEqual([]);
    expect(resolve(source)).toBe(source);
  });

  test('stays as it was typed where the record is not known', () => {
    const source = `${path} and ${ORIGIN}${path}`;
    expect(resolveAddresses(source, origins, () => false)).toBe(source);
    expect(resolveAddresses(source, origins, ({ object }) => object === 'other')).toBe(source);
  });
});

const talk = fc
  .array(fc.oneof(piece, fc.constantFrom(path, ORIGIN + path, ` ${path} `, ` ${ORIGIN}${path} `, ` /[${ID}] `)), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('addresses of records in any text', () => {
  test('become as many references as were found, and no other text changes', () => {
    fc.assert(
      fc.property(talk, (source) => {
        const found = recordAddressesIn(source, origins);
        const resolved = resolve(source);
        const count = (text: string) => text.split(`/[${ID}]`).length - 1;
        expect(count(resolved) - count(source)).toBe(found.length);
        expect(resolved.replaceAll(`/[${ID}]`, '').length).toBeLessThanOrEqual(source.length);
      }),
      runs,
    );
  });

  test('are references to a reader of the resolved text', () => {
    fc.assert(
      fc.property(talk, (source) => {
        if (recordAddressesIn(source, origins).length > 0)
          expect(recordIdsIn(parseBody(resolve(source)))).toEqual([ID]);
      }),
      runs,
    );
  });

  test('resolved twice change nothing more', () => {
    fc.assert(
      fc.property(talk, (source) => {
        expect(resolve(resolve(source))).toBe(resolve(source));
      }),
      runs,
    );
  });

  test('that are not kept are the text that was typed, and name nothing', () => {
    const idsOf = (tree: BodyTree) => recordIdsIn(tree);
    fc.assert(
      fc.property(talk, (source) => {
        const tree = parseBody(resolve(source));
        const bare = onlyRecords(tree, new Set());
        expect(idsOf(bare)).toEqual([]);
        expect(onlyRecords(tree, new Set([ID]))).toEqual(tree);
        expect(plainText(bare, new Map([[ID, 'Zqsecret']])).replaceAll('@Zqsecret', '')).not.toContain('Zqsecret');
      }),
      runs,
    );
  });
});
