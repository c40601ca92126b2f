import { Button, ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PersonRow } from '@/components/ui/person-row';
import type { PersonLine } from '@/lib/feed/view-models';
import { addMemberAction } from '@/lib/groups/actions';
import type { GroupView, JoinRequestView } from '@/lib/groups/view-models';
import { JoinRequests, type RequestClock } from './join-requests';

type AddProps = { group: GroupView; wanted: string | undefined; candidates: readonly PersonLine[] };

/** Finds people by name and adds them, one click each. */
function AddPeople({ group, wanted = '', candidates }: AddProps) {
  return (
    <Card title="Add people" id="add">
      <form action={`/groups/${group.slug}/members#add`} method="get" className="flex max-w-[30rem] gap-2">
        <input
          className="input min-w-0 grow"
          type="text"
          name="add"
          aria-label="Find people to add"
          placeholder="Name or @handle"
          defaultValue={wanted}
          dir="auto"
          autoComplete="off"
        />
        <Button className="shrink-0">Find people</Button>
      </form>
      {wanted && candidates.length === 0 && (
        <p className="meta mt-3">Nobody of this name could be added. Perhaps they are in the group already.</p>
      )}
      <ul className="rows mt-2">
        {candidates.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            action={
              <ButtonForm
                action={addMemberAction}
                fields={{ groupId: group.id, personId: person.id, anchor: 'add' }}
                aria-label={`Add ${person.name}`}
                small
              >
                Add
              </ButtonForm>
            }
          />
        ))}
      </ul>
    </Card>
  );
}

type AnswerAndAddProps = AddProps & { requests: readonly JoinRequestView[]; clock: RequestClock };

/** Above the members, for those who look after the group: who waits for an answer, and how others come in. */
export function AnswerAndAdd({ requests, clock, ...add }: AnswerAndAddProps) {
  return (
    <>
      <JoinRequests requests={requests} clock={clock} />
      <AddPeople {...add} />
    </>
  );
}
