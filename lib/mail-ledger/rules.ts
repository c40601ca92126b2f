export const PAGE_SIZE = 50;

/** Which mails a list shows. */
export const mailFilters = ['all', 'waiting', 'sent', 'failed', 'cancelled', 'bounced'] as const;
export type MailFilter = (typeof mailFilters)[number];

export const filterNames: Record<MailFilter, string> = {
  all: 'All',
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
  bounced: 'Bounced',
};

const kindNames: Readonly<Record<string, string>> = {
  sign_in: 'Sign-in link',
  invitation: 'Invitation',
  notification: 'Notification',
  announcement: 'Announcement',
  join_request: 'Request to join',
  join_decision: 'Answer to a request to join',
  group_notice: 'Notice about a group',
  digest: 'Digest',
  test: 'Test',
};

export const kindName = (kind: string): string => kindNames[kind] ?? 'Mail';

/** Why a mail was not sent, for what was noted as one word; a provider's own words stay as they are. */
const noteWords: Readonly<Record<string, string>> = {
  read: 'It was read before',
  deleted: 'What it was about was deleted',
  no_access: 'What it was about is no longer open to its reader',
  muted: 'Its reader has muted it',
  setting: 'Its reader wants no such mail',
  suppressed: 'Mail to this address does not arrive',
  organisation_off: 'Email was switched off',
  deactivated: 'Its reader’s account is switched off',
  address_changed: 'Its reader has another address by now',
  taken_back: 'It was taken back',
  expired: 'Its link was over',
  stale: 'It had waited too long',
};

export const noteText = (note: string): string => noteWords[note] ?? note;
