import { cleanLine, isBlank, lengthOf } from '@/lib/body/rules';
import { mixesScripts, topicKey } from '@/lib/topics/rules';
import type { GroupAccess, GroupRole, GroupTab } from './view-models';

export const MAX_GROUP_NAME = 40;
export const MAX_DESCRIPTION = 1_000;
export const MAX_INFORMATION_TITLE = 30;
export const MAX_INFORMATION = 4_000;
export const MAX_RESPONSE = 1_000;
/** Groups one person may be in, requests that are still open included and archived groups not. */
export const MAX_GROUPS = 300;
export const LIST_SIZE = 30;
export const MANAGERS_SHOWN = 20;
export const MEMBERS_SHOWN = 8;
export const HEIRS_SHOWN = 500;
export const CANDIDATES_SHOWN = 10;
export const REQUESTS_SHOWN = 100;
export const MAX_SEARCH = 100;

const MAX_SLUG = 30;
/** `/groups/new` is a page. */
const RESERVED_SLUGS = new Set(['new']);

export const groupTabs: readonly { tab: GroupTab; label: string }[] = [
  { tab: 'mine', label: 'Mine' },
  { tab: 'all', label: 'All' },
  { tab: 'archived', label: 'Archived' },
];

export const accessNames: Record<GroupAccess, string> = {
  public: 'Public',
  private: 'Private',
  unlisted: 'Unlisted',
};

/** What each kind of access means, in a sentence, for those who choose and for those who read. */
export const accessSentences: Record<GroupAccess, string> = {
  public: 'Everyone in the company can read it, post in it and join.',
  private: 'Everyone can find it and ask to join. Only members see its posts, its information and who is in it.',
  unlisted: 'Only members know that it exists. People come in by being added or invited.',
};

export const roleNames: Record<GroupRole, string> = { owner: 'Owner', manager: 'Manager', member: 'Member' };

/** What a search box sent, as it is searched for. */
export function searchText(typed: string | undefined): string {
  return cleanLine(typed ?? '').slice(0, MAX_SEARCH);
}

/** The identity of a group's name among the public and private ones: case and width do not make another name. */
export function groupNameKey(name: string): string {
  return topicKey(name);
}

/** What is wrong with a cleaned name, in words, or null. */
export function nameProblem(name: string): string | null {
  if (isBlank(name)) return 'Give the group a name.';
  if (lengthOf(name) > MAX_GROUP_NAME) return `A name has at most ${MAX_GROUP_NAME} characters.`;
  if (!/[\p{L}\p{N}]/u.test(name)) return 'A name needs a letter or a number.';
  if (mixesScripts(name)) return 'This name mixes letters of two scripts that look alike. Use letters of one.';
  return null;
}

/** The name as it can stand in an address: a-z, 0-9 and hyphens; empty when nothing of it can. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const spelled = plain.replaceAll('ß', 'ss').replaceAll('æ', 'ae').replaceAll('ø', 'o').replaceAll('ł', 'l');
  return spelled
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
}

/**
 * The addresses to try for a group, in this order. An unlisted group always carries the random end, and nobody else's
 * address can then be taken by it: that it exists never shows.
 */
export function slugCandidates(name: string, access: GroupAccess, random: string): string[] {
  const base = slugOf(name) || 'group';
  const unique = `${base}-${random}`;
  if (access === 'unlisted' || !slugOf(name)) return [unique];
  return [base, `${base}-2`, `${base}-3`, unique].filter((slug) => !RESERVED_SLUGS.has(slug));
}

/** Where a group's access may go from here; with guests in it, nowhere. */
export function accessChoices(from: GroupAccess, allowsGuests: boolean): GroupAccess[] {
  if (allowsGuests) return [from];
  return from === 'unlisted' ? ['unlisted', 'private'] : ['public', 'private'];
}

/** What a change of access does to what has been posted so far. */
export const accessChanges: Partial<Record<`${GroupAccess}-${GroupAccess}`, string>> = {
  'private-public':
    'Everything posted here so far becomes visible to everyone in the company. Those who asked to join become members.',
  'public-private':
    'Everything posted here so far is hidden from everyone who is not a member, their own posts included.',
  'unlisted-private': 'Everyone in the company can then find the group by its name. Its posts stay with its members.',
};
