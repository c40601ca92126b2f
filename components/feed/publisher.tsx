import { ActionForm } from '@/components/ui/action-form.client';
import { Avatar } from '@/components/ui/avatar';
import type { Reach, Reader } from '@/lib/feed/view-models';
import type { FormAction } from '@/lib/forms/state';
import { ConfirmMention } from './confirm-mention.client';
import { PostBox } from './post-box.client';
import { PostTo } from './post-to.client';
import { ReachLine } from './reach-line';
import { reachWords } from './reach-words';

/** A place to post to, with who sees what is posted there. */
export type PostTarget = { subjectId: string; reach: Reach };

type PublisherProps = {
  reader: Reader;
  action: FormAction;
  /** Where posts go; the first is chosen. One: it is stated in words. Several: a choice, each with its words. */
  targets: readonly [PostTarget, ...PostTarget[]];
  /** What was kept from before: an expired session gives back what was sent on it. */
  kept?: { source: string; clientId: string } | null;
  isOpen?: boolean;
};

/** One calm box to say something, with who will hear it in words below. */
export function Publisher({ reader, action, targets, kept, isOpen = false }: PublisherProps) {
  const [target] = targets;
  const isChoice = targets.length > 1;
  const reachId = isChoice ? 'post-subjectId' : 'publisher-reach';
  return (
    <section className="card publisher" id="publisher" aria-labelledby="publisher-title">
      <h2 className="sr-only" id="publisher-title">
        Publisher
      </h2>
      <ActionForm action={action} id="post" className="">
        <div className="publisher-top">
          <Avatar id={reader.id} name={reader.name} photoId={reader.photoId} />
          <PostBox
            label="Share an update"
            clientId={kept?.clientId ?? crypto.randomUUID()}
            defaultValue={kept?.source}
            draft={isChoice ? 'post:home' : `post:${target.subjectId}`}
            subjectId={target.reach.name === null ? undefined : target.subjectId}
            describedBy={reachId}
            isOpen={isOpen}
          />
        </div>
        <ConfirmMention />
        <div className="publisher-end">
          {isChoice ? (
            <PostTo
              id={reachId}
              places={targets.map(({ subjectId, reach }) => ({
                value: subjectId,
                label: reachWords(reach, reader.locale),
              }))}
            />
          ) : (
            <>
              <ReachLine reach={target.reach} locale={reader.locale} id={reachId} />
              <input type="hidden" name="subjectId" value={target.subjectId} />
            </>
          )}
          <button type="submit" className="btn btn-primary">
            Share
          </button>
        </div>
      </ActionForm>
    </section>
  );
}
