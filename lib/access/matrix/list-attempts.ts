import { newId } from '@/lib/ids';
import { deleteView } from '@/lib/list-views/delete-view';
import { editView } from '@/lib/list-views/edit-view';
import { noteView } from '@/lib/list-views/note-view';
import { saveView } from '@/lib/list-views/save-view';
import { type ActionRows, attempt } from './attempts';
import { plantedViews } from './plant-views';
import { recordPageAttempts } from './record-page-attempts';
import { type Eyes, finds } from './reference';
import { type Thing, theRecords } from './things';
import { type Person, records, theRole } from './world';

const meetsObject = (eyes: Eyes, object: string) =>
  !eyes.who.isGuest || records.some((record) => record.object === object && finds(eyes, record));

const objects = (): Thing[] =>
  ['opportunity', 'case'].map((object) => ({
    of: object,
    id: object,
    answer: (eyes) => (meetsObject(eyes, object) ? 'ok' : 'NotFound'),
  }));

const view = (isShared: boolean) => (object: string) => ({
  object,
  clientId: newId(),
  name: 'New',
  isShared,
  state: '',
});

function answerFor(
  { isGuest, permissions }: Person,
  verb: string,
  { isOwn, isShared }: Record<'isOwn' | 'isShared', boolean>,
) {
  if (isOwn) return 'ok';
  if (!isShared || isGuest) return 'NotFound';
  return verb === 'delete' && permissions.includes('admin') ? 'ok' : 'Forbidden';
}

/** Whoever made a view edits and deletes it, an admin deletes those for all; others may know those for all. */
const views = (): Thing[] =>
  plantedViews.map(({ id, by, name, isShared }) => ({
    of: name,
    id,
    answer: ({ who }, verb) => answerFor(who, verb, { isOwn: theRole(by).id === who.id, isShared }),
  }));

const changed = (id: string) => ({
  object: plantedViews.find((planted) => planted.id === id)?.object ?? 'case',
  viewId: id,
  version: 1,
  name: 'Changed',
  isShared: false,
});

export const listAttempts: ActionRows = {
  'list-views.saveViewAction': [
    attempt(saveView, objects, view(false), ''),
    attempt(saveView, objects, view(true), '', {
      expected: (eyes, thing) => {
        const answer = thing.answer(eyes, '');
        return answer === 'ok' && eyes.who.isGuest ? 'Forbidden' : answer;
      },
    }),
  ],
  'list-views.editViewAction': [attempt(editView, views, changed, 'edit')],
  'list-views.deleteViewAction': [attempt(deleteView, views, (viewId) => ({ viewId }), 'delete')],
  'list-views.moveCardAction': recordPageAttempts['records.moveRecordAction'] ?? [],
  // What one may not read is left alone, and nobody is told which that was.
  'app/api/record-views/route.ts': [
    attempt(noteView, theRecords, (recordId) => ({ recordId }), '', { expected: () => 'ok', missing: () => 'ok' }),
  ],
};
