import type { Named } from '@/lib/administration/view-models';

/** The switches of the organisation. */
export type EmailSettingsView = {
  isOn: boolean;
  allowsReplies: boolean;
  allowsGroupPosts: boolean;
  hidesContent: boolean;
  senderName: string;
  /** 0 as long as nobody has saved them. */
  version: number;
};

/** An address that nothing is sent to any more. */
export type SuppressionLine = {
  address: string;
  reason: 'bounce' | 'complaint';
  details: string;
  since: string;
  person: Named | null;
};

/** A mail that came in, and what became of it; never what it said. */
export type ArrivalLine = {
  id: string;
  state: 'waiting' | 'taken' | 'dropped';
  /** Why it was dropped, in words. */
  words: string;
  person: Named | null;
  at: string;
};
