import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { addReader } from '@/lib/objects/add-reader';
import { changeAccess } from '@/lib/objects/change-access';
import { createField } from '@/lib/objects/create-field';
import { createObject } from '@/lib/objects/create-object';
import { deleteField } from '@/lib/objects/delete-field';
import { deleteObject } from '@/lib/objects/delete-object';
import { editField } from '@/lib/objects/edit-field';
import { editObject } from '@/lib/objects/edit-object';
import { editValues } from '@/lib/objects/edit-values';
import {
  createFieldInput,
  createObjectInput,
  editFieldInput,
  editObjectInput,
  editValuesInput,
} from '@/lib/objects/input';
import { moveField } from '@/lib/objects/move-field';
import { removeReader } from '@/lib/objects/remove-reader';
import { restoreObject } from '@/lib/objects/restore-object';
import { restrictField } from '@/lib/objects/restrict-field';
import { setRetention } from '@/lib/objects/set-retention';
import { setTracking } from '@/lib/objects/set-tracking';
import { type ActionRows, attempt, nothing } from './attempts';
import type { Eyes } from './reference';
import type { Thing } from './things';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const admins = (eyes: Eyes) => (isAdmin(eyes) ? 'ok' : 'Forbidden');
/** What even an admin may not do to what came with the app, or to what is not deleted. */
const nobody = () => 'Forbidden';
const missing = (eyes: Eyes) => (isAdmin(eyes) ? 'NotFound' : 'Forbidden');
const ofAdmins = { expected: admins, missing };

const version = 1;
const caseId = '019b76da-a800-7997-a499-1efc863a3ec7';
const opportunityId = '019b76da-a800-7173-b558-19e8a5f8aa2f';
const priorityId = '019b76da-a800-7516-a992-723e6e7b78ba';

const theCase = (): Thing[] => [{ of: 'the object of cases', id: caseId, answer: admins }];
const thePriority = (): Thing[] => [{ of: 'the priority of cases', id: priorityId, answer: admins }];
const theMargin = (): Thing[] => [{ of: 'the margin of opportunities', id: cast.margin.id, answer: admins }];

const words = { label: 'Thing', plural: 'Things', nameLabel: 'Name', access: 'read' };
const ofCase = (fieldId: string) => ({ objectId: caseId, version, fieldId });
const ofOpportunity = (fieldId: string) => ({ objectId: opportunityId, version, fieldId });

export const setupAttempts: ActionRows = {
  'objects.createObjectAction': [
    attempt(createObject, nothing, () => createObjectInput.parse({ id: newId(), apiName: 'thing', ...words }), '', {
      expected: admins,
      missing: admins,
    }),
  ],
  'objects.editObjectAction': [
    attempt(editObject, theCase, (objectId) => editObjectInput.parse({ objectId, version, ...words }), '', ofAdmins),
  ],
  'objects.changeAccessAction': [
    attempt(changeAccess, theCase, (objectId) => ({ objectId, version, access: 'private' as const }), '', ofAdmins),
  ],
  'objects.deleteObjectAction': [
    attempt(deleteObject, theCase, (objectId) => ({ objectId, version, name: 'Case' }), '', {
      expected: nobody,
      missing,
    }),
  ],
  'objects.restoreObjectAction': [
    attempt(restoreObject, theCase, (objectId) => ({ objectId, version }), '', { expected: missing, missing }),
  ],
  'objects.createFieldAction': [
    attempt(
      createField,
      theCase,
      (objectId) => createFieldInput.parse({ objectId, version, id: newId(), type: 'text', label: 'Thing' }),
      '',
      ofAdmins,
    ),
  ],
  'objects.editFieldAction': [
    attempt(editField, thePriority, (id) => editFieldInput.parse({ ...ofCase(id), label: 'Thing' }), '', ofAdmins),
  ],
  'objects.editValuesAction': [
    attempt(editValues, thePriority, (id) => editValuesInput.parse({ ...ofCase(id), added: 'Utmost' }), '', ofAdmins),
  ],
  'objects.moveFieldAction': [
    attempt(moveField, thePriority, (id) => ({ ...ofCase(id), direction: 'up' as const }), '', ofAdmins),
  ],
  'objects.deleteFieldAction': [
    attempt(deleteField, thePriority, ofCase, '', { expected: nobody, missing }),
    attempt(deleteField, theMargin, ofOpportunity, '', ofAdmins),
  ],
  'objects.restrictFieldAction': [
    attempt(restrictField, theMargin, (id) => ({ ...ofOpportunity(id), reading: 'all' as const }), '', ofAdmins),
  ],
  'objects.addReaderAction': [
    attempt(addReader, theMargin, (id) => ({ ...ofOpportunity(id), principal: cast.outsider.id }), '', ofAdmins),
    attempt(addReader, theMargin, (id) => ({ ...ofOpportunity(id), principal: cast.groups.unlisted.id }), '', {
      expected: missing,
      missing,
    }),
  ],
  'objects.removeReaderAction': [
    attempt(removeReader, theMargin, (id) => ({ ...ofOpportunity(id), readerId: newId() }), '', {
      expected: missing,
      missing,
    }),
  ],
  'objects.setTrackingAction': [
    attempt(
      setTracking,
      theCase,
      (objectId) => ({ objectId, version, isTracked: true, announcesRelated: false, tracked: [], thresholds: {} }),
      '',
      ofAdmins,
    ),
  ],
  'objects.setRetentionAction': [
    attempt(setRetention, nothing, () => ({ before: null, days: 45 }), '', { expected: admins, missing: admins }),
  ],
};
