import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 404. The same words whether it never was, is gone, or is not for this reader. */
export function Missing() {
  return (
    <Words
      title="There is nothing here for you"
      ways={
        <>
          <ButtonLink look="primary" href="/">
            Go to Home
          </ButtonLink>
          <ButtonLink href="/search">Search</ButtonLink>
        </>
      }
    >
      <p>
        The address may be mistyped, or what was here has been deleted, or it is in a place that is not open to you.
      </p>
      <p>If someone sent you this link, ask them whether you should be able to see it.</p>
    </Words>
  );
}
