import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { changeAccessAction } from '@/lib/objects/actions';
import { accessNames, accessSentences, countText, type ObjectAccess } from '@/lib/objects/setup-rules';
import type { AccessChange, DefinedObject } from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { object: DefinedObject; to: ObjectAccess; change: AccessChange; locale: string };

const choices = ['private', 'read', 'write'] as const;

/** First which default, by a link of its own; then what it would do. */
export function AccessChoice({ object, to }: Pick<Props, 'object'> & { to: ObjectAccess | null }) {
  return (
    <Part title="Choose">
      <form method="get" className="form">
        <fieldset className="field">
          <legend>Default access</legend>
          {choices.map((access) => (
            <label className="choice" key={access}>
              <input
                type="radio"
                name="to"
                value={access}
                defaultChecked={access === (to ?? object.access)}
                aria-labelledby={`to-${access}`}
                aria-describedby={`to-${access}-hint`}
              />
              <span id={`to-${access}`}>
                {accessNames[access]}
                {access === object.access && ' (now)'}
              </span>
              <span className="hint" id={`to-${access}-hint`}>
                {accessSentences[access]}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="form-end">
          <Button>See what changes</Button>
          <ButtonLink look="quiet" href={`/setup/objects/${object.apiName}`}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </Part>
  );
}

function consequences({ object, to, change, locale }: Props): string[] {
  const moved = `${countText(change.moved, locale)} ${change.moved === 1 ? 'record' : 'records'}`;
  if (to === 'private')
    return [
      `${moved} will be hidden from all but their owners, those above them, and whoever they are shared with.`,
      'Whoever loses them loses their feeds too, and no longer follows them.',
      'What was announced on one hidden record about another is deleted: nobody could be told of both.',
    ];
  const kept = `${countText(change.kept, locale)} that were made private by hand stay private.`;
  const edits = to === 'write' ? ['All colleagues can change every record that they see.'] : [];
  if (object.access !== 'private')
    return to === 'read'
      ? ['Colleagues go on seeing all records, and change only their own and what is shared with them.']
      : edits;
  return [`${moved} will be visible to all colleagues, with their feeds.`, kept, ...edits];
}

/** What the new default does, before it is done. */
export function ConfirmAccess(props: Props) {
  const { object, to } = props;
  return (
    <Part title={`${accessNames[object.access]} → ${accessNames[to]}`} id="confirm">
      <ul className="grid list-disc gap-2 ps-5">
        {consequences(props).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>Guests see what is shared with them, and nothing more.</li>
      </ul>
      <ActionForm action={changeAccessAction} id="access">
        <input type="hidden" name="objectId" value={object.id} />
        <input type="hidden" name="version" value={object.version} />
        <input type="hidden" name="access" value={to} />
        <div className="form-end">
          <Button look={to === 'private' ? 'danger' : 'primary'}>Change default access</Button>
        </div>
      </ActionForm>
    </Part>
  );
}
