import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 403: the reader may see the thing, but not do this with it. */
export function NotAllowed() {
  return (
    <Words
      title="You may not do this here"
      ways={
        <ButtonLink look="primary" href="/">
          Go to Home
        </ButtonLink>
      }
    >
      <p>You can see this place, but this page is for those who look after it: its owner, its managers or an admin.</p>
      <p>If you need it, ask one of them.</p>
    </Words>
  );
}
