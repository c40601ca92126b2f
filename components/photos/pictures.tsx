import { Card } from '@/components/ui/card';
import { PhotoForm } from './photo-form';

type PicturesProps = {
  subjectId: string;
  photoId: string | null;
  /** Left out for groups, which have none. */
  bannerId?: string | null;
  path: string;
  /** Why the last upload was not taken. */
  problem: string | null;
};

/** Photo and banner, each with its form; what was wrong with an upload stands above them. */
export function Pictures({ subjectId, photoId, bannerId, path, problem }: PicturesProps) {
  return (
    <Card title={bannerId === undefined ? 'Photo' : 'Photo and banner'} id="pictures">
      {problem && (
        <div role="alert" className="form-errors mb-4">
          <p className="strong">{problem}</p>
        </div>
      )}
      <div className="grid gap-6 sm:grid-cols-2">
        <PhotoForm subjectId={subjectId} kind="photo" photoId={photoId} path={path} />
        {bannerId !== undefined && <PhotoForm subjectId={subjectId} kind="banner" photoId={bannerId} path={path} />}
      </div>
    </Card>
  );
}
