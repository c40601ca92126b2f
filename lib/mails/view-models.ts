/** Where one's own mail goes, and what holds it back. */
export type OwnMail = {
  address: string;
  stopped: { reason: 'bounce' | 'complaint'; at: string } | null;
  /** Whether the organisation sends no mail at all. */
  isOff: boolean;
};
