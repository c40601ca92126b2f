import { allowAddress } from '@/lib/email-settings/allow-address';
import { askForTest } from '@/lib/email-settings/ask-for-test';
import { saveEmailSettings } from '@/lib/email-settings/save-settings';
import { type ActionRows, attempt, nothing } from './attempts';
import type { Eyes } from './reference';
import type { Thing } from './things';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const admins = (eyes: Eyes) => (isAdmin(eyes) ? 'ok' : 'Forbidden');
const missing = (eyes: Eyes) => (isAdmin(eyes) ? 'NotFound' : 'Forbidden');
const ofAdmins = { expected: admins, missing: admins };

const addresses = (): Thing[] => [{ of: 'an address that bounced', id: 'gone@mail.example', answer: admins }];

const settings = {
  version: 0,
  isOn: true,
  allowsReplies: true,
  allowsGroupPosts: true,
  hidesContent: false,
  senderName: 'Chatter',
};

export const mailAttempts: ActionRows = {
  'email-settings.saveEmailSettingsAction': [attempt(saveEmailSettings, nothing, () => settings, '', ofAdmins)],
  'email-settings.allowAddressAction': [attempt(allowAddress, addresses, (address) => ({ address }), '', { missing })],
  'email-settings.askForTestAction': [attempt(askForTest, nothing, () => ({}), '', ofAdmins)],
};
