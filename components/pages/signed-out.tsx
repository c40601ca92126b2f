import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 401: a form was sent on a session that is over. */
export function SignedOut() {
  return (
    <Words
      title="You have been signed out"
      ways={
        <ButtonLink look="primary" href="/login" target="_blank">
          Sign in, in a new tab
        </ButtonLink>
      }
    >
      <p>So nothing was saved. Sign in again, come back to this tab and load it again: that sends it once more.</p>
    </Words>
  );
}
