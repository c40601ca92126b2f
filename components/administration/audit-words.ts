import type { AuditLine } from '@/lib/administration/view-models';

/** Sentences with places for names: `{actor}`, `{subject}` and `{other}`. */
const sentences: Record<string, string> = {
  'person.invited': '{actor} invited someone to Chatter',
  'invitation.withdrawn': '{actor} withdrew an invitation',
  'person.deactivated': '{actor} deactivated {subject}',
  'person.reactivated': '{actor} reactivated {subject}',
  'person.edited': '{actor} edited the profile of {subject}',
  'person.permissions_changed': '{actor} changed the permissions of {subject}',
  'group.access_changed': '{actor} changed who can see {subject}',
  'group.archived': '{actor} archived {subject}',
  'group.archived_quiet': '{subject} was archived by itself, after 90 quiet days',
  'group.reactivated': '{actor} opened {subject} again',
  'group.deleted': '{actor} deleted a group',
  'group.edited': '{actor} edited {subject}',
  'group.member_added': '{actor} added {other} to {subject}',
  'group.member_removed': '{actor} removed {other} from {subject}',
  'group.person_invited': '{actor} invited someone to {subject}',
  'group.role_changed': '{actor} changed the role of {other} in {subject}',
  'group.transferred': '{actor} gave {subject} another owner',
  'notification_defaults.changed': '{actor} changed what people are told of',
  'email_settings.changed': '{actor} changed the email settings',
  'email.address_allowed': '{actor} had mail sent again to an address of {subject}',
  'oversight.mail_read': '{actor} read a mail that was written to {subject}',
  'oversight.used': '{actor} looked into {subject} without being a member',
  'record.shared': '{actor} shared a record',
  'record.unshared': '{actor} took back the share of a record',
  'record.access_changed': '{actor} changed who can see a record',
  'record.deleted': '{actor} deleted a record',
  'record.restored': '{actor} restored a record',
  'record.purged': 'A deleted record is gone for good, after 15 days in the bin',
  'follow.made_for': '{actor} let {other} follow a record',
  'follow.ended_for': '{actor} ended that {other} follows a record',
  'announcement.removed': '{actor} took down an announcement in {subject}',
  'object.created': '{actor} added an object',
  'object.edited': '{actor} edited an object',
  'object.deleted': '{actor} deleted an object',
  'object.restored': '{actor} restored an object',
  'object.access_changed': '{actor} changed the default access of an object',
  'object.field_created': '{actor} added a field',
  'object.field_edited': '{actor} edited a field',
  'object.field_moved': '{actor} moved a field',
  'object.field_deleted': '{actor} deleted a field',
  'object.field_restricted': '{actor} kept a field from all but its readers',
  'object.field_opened': '{actor} opened a field to whoever may read the record',
  'object.reader_added': '{actor} let someone read a restricted field',
  'object.reader_removed': '{actor} took a reader from a restricted field',
  'object.values_changed': '{actor} changed the values of a picklist',
  'object.tracking_changed': '{actor} changed what an object announces',
  'tracking.retention_changed': '{actor} changed how long changes are kept',
  'import.started': '{actor} imported records from a file',
  'outbox.retried': '{actor} had a dead letter of the outbox tried again',
  'outbox.retried_all': '{actor} had all dead letters of a subscriber tried again',
  'outbox.discarded': '{actor} discarded a dead letter of the outbox',
  'post.deleted': '{actor} deleted a post of someone else',
  'post.edited': '{actor} edited a post of someone else',
  'comment.deleted': '{actor} deleted a comment of someone else',
  'comment.edited': '{actor} edited a comment of someone else',
};

const kinds: Record<string, string> = {
  guest: '{actor} made {subject} a guest',
  internal: '{actor} made {subject} a colleague',
};

/** What happened, as a sentence; an action without one yet says its own name. */
export function auditSentence({ action, details }: AuditLine): string {
  if (action === 'person.kind_changed') return kinds[String(details.kind)] ?? '{actor} changed the kind of {subject}';
  return sentences[action] ?? `{actor}: ${action.replace(/[._]/g, ' ')} {subject}`;
}

const list = (value: unknown) => (Array.isArray(value) ? value.map((one) => String(one).replaceAll('_', ' ')) : []);

/** The particulars, where they say more than the sentence. */
export function auditParticulars({ details }: AuditLine): string {
  const { granted, revoked, fields, from, to, permission, subscriber, object } = details;
  const parts = [
    ...(typeof object === 'string' ? [object] : []),
    ...list(granted).map((name) => `+ ${name}`),
    ...list(revoked).map((name) => `− ${name}`),
    ...list(fields),
    ...(typeof subscriber === 'string' ? [subscriber] : []),
    ...(typeof permission === 'string' ? [`with ${permission.replaceAll('_', ' ')}`] : []),
  ];
  const isWord = (value: unknown) => typeof value === 'string' && /^[a-z]+$/.test(value);
  if (isWord(from) && isWord(to)) parts.push(`${from} → ${to}`);
  return parts.join(', ');
}
