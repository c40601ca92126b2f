import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { PersonRow } from '@/components/ui/person-row';
import { plural } from '@/lib/format';
import type { Sharing } from '@/lib/record-access/view-models';

const openTo = {
  read: 'reads this. Only those below, and whoever it is shared with to edit, change it.',
  write: 'reads this and may edit it.',
};

/** What holds for everyone, in a sentence. */
function everyoneWords({ access, objectAccess, colleagues, plural: many }: Sharing, locale: string): ReactNode {
  if (access === 'restricted')
    return objectAccess === 'private' ? (
      <>
        <bdi>{many}</bdi> are kept to those who hold them: only the people and groups below read this one.
      </>
    ) : (
      'Only the people and groups below read this, and whatever is posted on it.'
    );
  const people = plural(colleagues, { one: '# person', other: '# people' }, locale);
  return (
    <>
      Everyone in the company ({people}) {openTo[objectAccess === 'write' ? 'write' : 'read']}
    </>
  );
}

/** Who reads a record by what it is and whose it is: everyone or nobody, its owner, and those above them. */
export function WhoReads({ sharing, locale }: { sharing: Sharing; locale: string }) {
  const { owner, managers } = sharing;
  return (
    <Card title="Who can read it">
      <p className="max-w-[65ch] text-pretty">{everyoneWords(sharing, locale)}</p>
      <ul className="rows mt-2">
        <PersonRow person={owner} note="Owns it" />
        {managers.map((person) => (
          <PersonRow key={person.id} person={person} note="Above its owner: reads and edits what they own" />
        ))}
      </ul>
    </Card>
  );
}
