'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { removePhotoInput } from './input';
import { removePhoto } from './remove-photo';

export const removePhotoAction = buttonAction('photo.remove', removePhotoInput, removePhoto, {
  message: (_result, { kind }) => (kind === 'banner' ? 'The banner is gone.' : 'The photo is gone.'),
});
