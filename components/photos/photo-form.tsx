import { Button, ButtonForm } from '@/components/ui/button';
import { removePhotoAction } from '@/lib/photos/actions';
import { type PhotoKind, photoTypes } from '@/lib/photos/rules';
import { CropField } from './crop-field.client';

type PhotoFormProps = {
  /** The person or group whose picture it is. */
  subjectId: string;
  kind: PhotoKind;
  photoId: string | null;
  /** The page that the form stands on. */
  path: string;
};

const words: Record<PhotoKind, { label: string; hint: string; send: string; remove: string }> = {
  photo: {
    label: 'Photo',
    hint: 'JPEG, PNG, WebP or GIF. It is cut to a square.',
    send: 'Upload photo',
    remove: 'Remove photo',
  },
  banner: {
    label: 'Banner',
    hint: 'A wide picture for the top of the page, cut to four times as wide as high.',
    send: 'Upload banner',
    remove: 'Remove banner',
  },
};

function Side({ name, label, id }: { name: string; label: string; id: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input className="input" id={id} name={name} type="number" min={0} max={99_999} inputMode="numeric" />
    </div>
  );
}

/** For those who know their pixels; with JavaScript the square is drawn on the picture instead. */
function CropNumbers({ id }: { id: string }) {
  return (
    <details className="meta">
      <summary className="link">Choose the square by numbers</summary>
      <div className="mt-2 grid grid-cols-3 gap-3">
        <Side name="x" label="Left, px" id={`${id}-x`} />
        <Side name="y" label="Top, px" id={`${id}-y`} />
        <Side name="size" label="Size, px" id={`${id}-size`} />
      </div>
    </details>
  );
}

/** Uploads a photo or banner. A plain form to a route handler, so that it works alike with and without JavaScript. */
export function PhotoForm({ subjectId, kind, photoId, path }: PhotoFormProps) {
  const { label, hint, send, remove } = words[kind];
  const id = `upload-${kind}`;
  return (
    <div className="grid content-start gap-3" id={kind}>
      <form className="grid gap-3" method="post" action="/api/uploads" encType="multipart/form-data">
        <input type="hidden" name="subject" value={subjectId} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="return" value={path} />
        <div className="field">
          <label htmlFor={id}>{label}</label>
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
          <CropField id={id} accept={photoTypes} isSquare={kind === 'photo'}>
            {kind === 'photo' && <CropNumbers id={id} />}
          </CropField>
        </div>
        <div>
          <Button>{send}</Button>
        </div>
      </form>
      {photoId && (
        <ButtonForm
          action={removePhotoAction}
          fields={{ subjectId, kind, anchor: 'pictures' }}
          look="quiet"
          icon="trash"
          small
        >
          {remove}
        </ButtonForm>
      )}
    </div>
  );
}
