import { Button } from '@/components/ui/button';
import type { ObjectView } from '@/lib/objects/view-models';

type Props = { objects: readonly Pick<ObjectView, 'apiName' | 'plural'>[]; maxMegabytes: number };

/** Sends a file. A plain form to a route handler, which reads it as it comes, with and without JavaScript. */
export function UploadForm({ objects, maxMegabytes }: Props) {
  return (
    <form className="card form p-4" method="post" action="/api/uploads/import" encType="multipart/form-data">
      <div className="field">
        <label htmlFor="import-object">What the rows are</label>
        <select className="input" id="import-object" name="object" defaultValue="opportunity">
          {objects.map(({ apiName, plural }) => (
            <option key={apiName} value={apiName}>
              {plural}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="import-file">CSV file</label>
        <p className="hint" id="import-file-hint">
          {`Its first line names the columns. UTF-8 or UTF-16; commas, semicolons or tabs; up to ${maxMegabytes} MB.`}
        </p>
        <input
          className="input"
          id="import-file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-describedby="import-file-hint"
          required
        />
      </div>
      <div>
        <Button look="primary">Upload</Button>
      </div>
    </form>
  );
}
