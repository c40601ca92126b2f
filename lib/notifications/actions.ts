'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import {
  groupFrequencyInput,
  markReadInput,
  muteGroupInput,
  notificationDefaultsInput,
  notificationSettingsInput,
} from './input';
import { markRead } from './mark-read';
import { muteGroup } from './mute-group';
import { saveNotificationDefaults } from './save-defaults';
import { saveNotificationSettings } from './save-settings';
import { setGroupFrequency } from './set-group-frequency';

export const markReadAction = buttonAction('mark-read', markReadInput, markRead);

export const muteGroupAction = buttonAction('mute-group', muteGroupInput, muteGroup, {
  message: ({ name }, { period }) =>
    period === 'off'
      ? `You hear of posts in ${name} again.`
      : `${name} is muted. You are told only when someone mentions you.`,
});

export const setGroupFrequencyAction = buttonAction('set-group-frequency', groupFrequencyInput, setGroupFrequency, {
  message: ({ name }) => `Email of ${name} comes as you chose.`,
});

export const saveNotificationSettingsAction = formAction(
  'save-notification-settings',
  notificationSettingsInput,
  saveNotificationSettings,
  { message: 'Your settings are saved.' },
);

export const saveNotificationDefaultsAction = formAction(
  'save-notification-defaults',
  notificationDefaultsInput,
  saveNotificationDefaults,
  { message: 'The defaults are saved.' },
);
