import { Publisher } from '@/components/feed/publisher';
import { createPostAction } from '@/lib/feed/actions';
import { listPostTargets, listProfileFeed } from '@/lib/feed/queries';
import { FeedBlock, feedQueryOf, readerOf } from '../../../feed-block';
import { profilePage } from './profile-page';

export default profilePage('feed', async (viewer, { person, isSelf, can }, { search, session }) => {
  const query = feedQueryOf(search);
  const [page, { targets }] = await Promise.all([
    listProfileFeed(viewer, person.id, query),
    can.post ? listPostTargets(viewer) : { targets: [] },
  ]);
  const everyone = targets.find(({ reach }) => reach.name === null);
  return (
    <>
      {everyone && (
        <Publisher
          reader={readerOf(session)}
          action={createPostAction}
          targets={[{ ...everyone, subjectId: person.id }]}
          isOpen={search.compose === '1'}
        />
      )}
      <FeedBlock
        name={person.name}
        page={page}
        session={session}
        query={query}
        path={`/people/${person.handle}`}
        kind={isSelf ? 'own' : 'person'}
      />
    </>
  );
});
