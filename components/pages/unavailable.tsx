import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 503: the database cannot be reached. The empty address loads the same page again. */
export function Unavailable() {
  return (
    <Words
      title="Chatter cannot reach its database"
      ways={
        <ButtonLink look="primary" href="" data-hard="">
          Try again
        </ButtonLink>
      }
    >
      <p>
        Nothing is lost: what was saved is safe
        <span className="js-only">, and what you were writing is kept in this browser</span>.
      </p>
      <p>This usually passes within a minute. The page works again as soon as the database answers.</p>
    </Words>
  );
}
