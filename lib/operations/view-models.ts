import type { Named } from '@/lib/administration/view-models';

/** How the outbox stands, by the clock of the database. */
export type OutboxFigures = {
  /** The moment of all these figures. */
  at: string;
  /** Since when the oldest event that is due has been waiting; null when nothing is. */
  oldestDueAt: string | null;
  oldestAgeSeconds: number;
  lastDoneAt: string | null;
  /** Due and not done; to come; being handled at this moment. Up to 10,000, which then means that or more. */
  due: number;
  later: number;
  inHand: number;
  doneIn5Minutes: number;
  doneInHour: number;
  failures: Period;
  duplicates: Period;
  mails: { waiting: number; sentToday: number; failed7Days: number; bounced7Days: number; lastSentAt: string | null };
};

export type Period = { today: number; week: number };

/** What one subscriber could not do with one event. */
export type LetterLine = {
  eventId: string;
  subscriber: string;
  type: string;
  /** Null for nothing in particular, and for what is not open to the reader. */
  subject: Named | null;
  hasSubject: boolean;
  attempts: number;
  error: string;
  /** When the event happened, when this began to fail and when it is tried next. */
  happenedAt: string;
  since: string;
  dueAt: string;
};

export type LetterPage = {
  items: LetterLine[];
  next: string | null;
  /** How many dead letters each subscriber has. */
  bySubscriber: { subscriber: string; count: number }[];
};

/** The first of many, and how many there are. */
export type Glimpse<T> = { items: T[]; count: number };

/** Mail that waits for more to go with it, or for the end of somebody's quiet hours. */
export type BatchLine = { id: string; person: Named | null; dueAt: string };
