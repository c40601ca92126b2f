'use server';
import { formAction } from '@/lib/forms/form-action';
import { editProfile } from './edit-profile';
import { editProfileInput } from './input';

export const editProfileAction = formAction('person.edit', editProfileInput, editProfile, {
  goTo: ({ handle }) => `/people/${handle}/about`,
});
