import { FollowButton } from '@/components/follow/follow-button';
import { ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { GroupRow, PersonRow } from '@/components/ui/person-row';
import { joinGroupAction } from '@/lib/groups/actions';
import { reasonWords } from '@/lib/suggestions/rules';
import type { Suggestion } from '@/lib/suggestions/view-models';

function Row({ suggestion, locale }: { suggestion: Suggestion; locale: string }) {
  const note = reasonWords(suggestion.reason, locale);
  if (suggestion.kind === 'person') {
    const { person } = suggestion;
    return (
      <PersonRow
        person={person}
        note={note}
        action={<FollowButton subjectId={person.id} kind="person" isFollowing={false} small />}
      />
    );
  }
  const { group } = suggestion;
  const join = (
    <ButtonForm action={joinGroupAction} fields={{ groupId: group.id }} small>
      Join group
    </ButtonForm>
  );
  return <GroupRow group={group} note={note} action={join} />;
}

type SuggestionListProps = { suggestions: readonly Suggestion[]; locale: string };

/** Whom one might follow and what to join, each with its reason. */
export function SuggestionRows({ suggestions, locale }: SuggestionListProps) {
  return (
    <ul className="rows">
      {suggestions.map((suggestion) => (
        <Row
          key={suggestion.kind === 'person' ? suggestion.person.id : suggestion.group.id}
          suggestion={suggestion}
          locale={locale}
        />
      ))}
    </ul>
  );
}

/** The same as a card of the rail, with the way to all of them; nothing when there is nobody to suggest. */
export function SuggestionList({ suggestions, locale }: SuggestionListProps) {
  if (suggestions.length === 0) return null;
  return (
    <Card title="You might follow">
      <SuggestionRows suggestions={suggestions} locale={locale} />
      <a className="link meta" href="/people?view=suggested">
        All suggestions
      </a>
    </Card>
  );
}
