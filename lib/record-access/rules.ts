export const shareLevels = ['read', 'write'] as const;

export type ShareLevel = (typeof shareLevels)[number];

export const levelNames: Record<ShareLevel, string> = { read: 'Can read', write: 'Can read and edit' };

/** Who reads a record: everyone, or only those who hold it by name. */
export const accessNames = {
  open: 'Everyone in the company',
  restricted: 'Only people it is shared with',
} as const;

export type RecordAccess = keyof typeof accessNames;

/** Days that a deleted record stays in the bin. */
export const BIN_DAYS = 15;

export const BIN_SHOWN = 50;

/** Found to share with, at once. */
export const CANDIDATES_SHOWN = 10;

/** People and groups that one record is shared with. */
export const MAX_SHARES = 200;

const DAY_MS = 86_400_000;

/** When a record that was deleted then goes for good. */
export const goneAt = (deletedAt: Date): Date => new Date(deletedAt.getTime() + BIN_DAYS * DAY_MS);
