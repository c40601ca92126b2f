import { Button, ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { GroupRow, PersonRow } from '@/components/ui/person-row';
import { plural } from '@/lib/format';
import { shareRecordAction } from '@/lib/record-access/actions';
import { levelNames, type ShareLevel, shareLevels } from '@/lib/record-access/rules';
import type { Candidate } from '@/lib/record-access/view-models';
import { type RecordLine, recordPath } from '@/lib/records/rules';

const words: Record<ShareLevel, string> = { read: 'Share to read', write: 'Share to edit' };

const nameOf = ({ principal }: Candidate) =>
  principal.kind === 'person' ? principal.person.name : principal.group.name;

function Buttons({ candidate, recordId }: { candidate: Candidate; recordId: string }) {
  return (
    <span className="flex shrink-0 flex-col items-end gap-2 sm:flex-row">
      {shareLevels
        .filter((level) => level !== candidate.level)
        .map((level) => (
          <ButtonForm
            key={level}
            action={shareRecordAction}
            fields={{ recordId, principal: candidate.id, level }}
            aria-label={`${words[level]} with ${nameOf(candidate)}`}
            small
          >
            {words[level]}
          </ButtonForm>
        ))}
    </span>
  );
}

function Found({ candidate, recordId, locale }: { candidate: Candidate; recordId: string; locale: string }) {
  const { principal, level } = candidate;
  const action = <Buttons candidate={candidate} recordId={recordId} />;
  const already = level ? `${levelNames[level]} already` : undefined;
  if (principal.kind === 'person') return <PersonRow person={principal.person} action={action} note={already} />;
  const people = plural(principal.people, { one: '# person', other: '# people' }, locale);
  return <GroupRow group={principal.group} action={action} note={[people, already].filter(Boolean).join(' · ')} />;
}

type ShareWithProps = {
  record: RecordLine;
  wanted: string | undefined;
  candidates: readonly Candidate[];
  locale: string;
};

/** Finds people and groups by name or handle and gives them the record, one click each. */
export function ShareWith({ record, wanted = '', candidates, locale }: ShareWithProps) {
  return (
    <Card title="Share with" id="add">
      <form action={`${recordPath(record)}/sharing#add`} method="get" className="flex max-w-[30rem] gap-2">
        <input
          className="input min-w-0 grow"
          type="text"
          name="add"
          aria-label="Find people and groups to share with"
          placeholder="Person, group or @handle"
          defaultValue={wanted}
          dir="auto"
          autoComplete="off"
        />
        <Button className="shrink-0">Find</Button>
      </form>
      {wanted && candidates.length === 0 && (
        <p className="meta mt-3">No person and no group of this name could be given it.</p>
      )}
      <ul className="rows mt-2 empty:hidden">
        {candidates.map((candidate) => (
          <Found key={candidate.id} candidate={candidate} recordId={record.id} locale={locale} />
        ))}
      </ul>
    </Card>
  );
}
