import { cast } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { resumeMail } from '@/lib/mails/resume-mail';
import { markRead } from '@/lib/notifications/mark-read';
import { muteGroup } from '@/lib/notifications/mute-group';
import { choosable, reasons, versionOf } from '@/lib/notifications/rules';
import { saveNotificationDefaults } from '@/lib/notifications/save-defaults';
import { saveNotificationSettings } from '@/lib/notifications/save-settings';
import { setGroupFrequency } from '@/lib/notifications/set-group-frequency';
import { type ActionRows, attempt, nothing } from './attempts';
import { planted } from './plant';
import { type Eyes, isMember, knows } from './reference';
import { theGroups } from './things';
import { groups } from './world';

const ok = () => 'ok';
const always = { expected: ok, missing: ok };

/** Of one's own membership: whoever knows the group and is not in it is told so. */
const ofMembers = {
  expected: (eyes: Eyes, { id }: { id: string }) => {
    const group = groups.find((one) => one.id === id);
    if (!group || !knows(eyes, group)) return 'NotFound';
    return isMember(eyes.who, group) ? 'ok' : 'Forbidden';
  },
};

const settings = {
  version: 0,
  receivesEmail: true,
  digest: 'daily' as const,
  groupFrequency: 'daily' as const,
  hasQuietHours: false,
  quietFrom: null,
  quietUntil: null,
  showsReading: true,
  page: [],
  email: [],
};

const untouched = versionOf(choosable.map((reason) => ({ ...reasons[reason], reason, isLocked: false })));
const defaults = { version: untouched, page: [], email: [], locked: [] };
const admins = ({ who }: Eyes) => (who.permissions.includes('admin') ? 'ok' : 'Forbidden');

/** The one who lets nobody see what they read has saved before. */
const save = (viewer: Viewer, input: typeof settings) =>
  saveNotificationSettings(viewer, { ...input, version: viewer.id === cast[planted.silentReader].id ? 1 : 0 });

export const notificationAttempts: ActionRows = {
  // It touches one's own rows only, and answers the same for whatever was never there.
  'notifications.markReadAction': [
    attempt(markRead, theGroups, (id) => ({ threadKey: `group:${id}` }), '', always),
    attempt(markRead, theGroups, (upTo) => ({ upTo }), '', always),
  ],
  'notifications.muteGroupAction': [
    attempt(muteGroup, theGroups, (groupId) => ({ groupId, period: 'day' as const }), '', ofMembers),
  ],
  'notifications.setGroupFrequencyAction': [
    attempt(setGroupFrequency, theGroups, (groupId) => ({ groupId, frequency: 'never' as const }), '', ofMembers),
  ],
  'notifications.saveNotificationSettingsAction': [attempt(save, nothing, () => settings, '', always)],
  // What it may undo is found by who asks.
  'mails.resumeMailAction': [attempt(resumeMail, nothing, () => ({}), '', always)],
  'notifications.saveNotificationDefaultsAction': [
    attempt(saveNotificationDefaults, nothing, () => defaults, '', { expected: admins, missing: admins }),
  ],
};
