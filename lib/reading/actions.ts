'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { groupReadInput } from './input';
import { markGroupRead } from './mark-read';

export const markGroupReadAction = buttonAction('group.mark-read', groupReadInput, markGroupRead, {
  message: () => 'Everything here is marked as read.',
});
