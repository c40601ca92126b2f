import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonForm, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Field } from '@/components/ui/field.client';
import { deleteViewAction, editViewAction, saveViewAction } from '@/lib/list-views/actions';
import { listPath, MAX_VIEW_NAME } from '@/lib/list-views/rules';
import type { SavedView } from '@/lib/list-views/view-models';

function NameAndReach({
  name = '',
  isShared = false,
  isGuest,
}: {
  name?: string;
  isShared?: boolean;
  isGuest: boolean;
}) {
  return (
    <>
      <Field name="name" label="Name" defaultValue={name} maxLength={MAX_VIEW_NAME} autoComplete="off" />
      {!isGuest && (
        <Checkbox
          name="isShared"
          label="Everyone can use it"
          hint="Each sees only the records that are open to them."
          isChecked={isShared}
        />
      )}
    </>
  );
}

type SaveViewProps = { object: string; state: string; clientId: string; isGuest: boolean };

/** Keeps what the list shows now under a name. */
export function SaveView({ object, state, clientId, isGuest }: SaveViewProps) {
  return (
    <details className="menu" name="list-menu">
      <summary className="btn btn-small i i-bookmark">Save view</summary>
      <div className="menu-list menu-form">
        <ActionForm action={saveViewAction} id="save-view">
          <input type="hidden" name="object" value={object} />
          <input type="hidden" name="state" value={state} />
          <input type="hidden" name="clientId" value={clientId} />
          <NameAndReach isGuest={isGuest} />
          <div>
            <Button look="primary" small>
              Save view
            </Button>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}

/** Makes a view of one's own show what the list shows now. */
export function UpdateView({ object, view, state }: { object: string; view: SavedView; state: string }) {
  return (
    <ActionForm action={editViewAction} id="update-view" className="contents">
      <input type="hidden" name="object" value={object} />
      <input type="hidden" name="viewId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="name" value={view.name} />
      {view.isShared && <input type="hidden" name="isShared" value="on" />}
      <input type="hidden" name="state" value={state} />
      <Button small>
        Update <bdi>{view.name}</bdi>
      </Button>
    </ActionForm>
  );
}

/** A saved view by its name and who can use it. */
export function EditView({ object, view, isGuest }: { object: string; view: SavedView; isGuest: boolean }) {
  return (
    <ActionForm action={editViewAction} className="card form p-4 sm:p-6">
      <input type="hidden" name="object" value={object} />
      <input type="hidden" name="viewId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
      <NameAndReach name={view.name} isShared={view.isShared} isGuest={isGuest} />
      <div className="form-end">
        <Button look="primary">Save</Button>
        <ButtonLink look="quiet" href={`${listPath(object)}?list=${view.id}`}>
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}

/** Takes a view away; the records stay. */
export function DeleteView({ view }: { view: SavedView }) {
  return (
    <section className="card p-4 sm:p-6">
      <h2 className="card-title mb-2">Delete</h2>
      <p className="mb-3 max-w-[60ch] text-pretty">
        {view.isShared ? 'It goes for everyone who uses it. The records stay.' : 'The records stay.'}
      </p>
      <ButtonForm action={deleteViewAction} fields={{ viewId: view.id }} look="danger" icon="trash">
        Delete view
      </ButtonForm>
    </section>
  );
}
