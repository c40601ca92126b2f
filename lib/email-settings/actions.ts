'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { allowAddress } from './allow-address';
import { askForTest } from './ask-for-test';
import { addressInput, emailSettingsInput, noInput } from './input';
import { saveEmailSettings } from './save-settings';

export const saveEmailSettingsAction = formAction('save-email-settings', emailSettingsInput, saveEmailSettings, {
  message: 'The email settings are saved.',
});

export const allowAddressAction = buttonAction('allow-address', addressInput, allowAddress, {
  message: (_, { address }) => `Mail goes to ${address} again.`,
});

export const askForTestAction = buttonAction('test-mail', noInput, askForTest, {
  message: () => 'A test mail to you is on its way.',
});
