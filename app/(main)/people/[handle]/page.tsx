import { Publisher } from '@/components/feed/publisher';
import { createPostAction } from '@/lib/feed/actions';
import { countEveryone, findDraft, listProfileFeed } from '@/lib/feed/queries';
import { FeedBlock, feedQueryOf, readerOf } from '../../../feed-block';
import { profilePage } from './profile-page';

export default profilePage('feed', async (viewer, { person, isSelf, can }, { search, session }) => {
  const query = await feedQueryOf(session, search);
  const [page, people, kept] = await Promise.all([
    listProfileFeed(viewer, person.id, query),
    countEveryone(viewer),
    can.post ? findDraft(viewer, `post:${person.id}`) : null,
  ]);
  return (
    <>
      {can.post && (
        <Publisher
          reader={readerOf(session)}
          action={createPostAction}
          targets={[{ subjectId: person.id, reach: { name: null, people } }]}
          kept={kept}
          isOpen={search.compose === '1'}
        />
      )}
      <FeedBlock
        name={person.name}
        page={page}
        session={session}
        query={query}
        path={`/people/${person.handle}`}
        here={person.id}
        kind={isSelf ? 'own' : 'person'}
      />
    </>
  );
});
