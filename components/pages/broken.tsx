import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 500: a bug of ours, with the id under which it is logged. */
export function Broken({ id }: { id: string }) {
  return (
    <Words
      title="Something broke on our side"
      ways={
        <>
          <ButtonLink look="primary" href="" data-hard="">
            Try again
          </ButtonLink>
          <ButtonLink href="/">Go to Home</ButtonLink>
        </>
      }
    >
      <p>
        This is our mistake, not yours, and it has been noted.
        <span className="js-only"> What you were writing is kept in this browser.</span>
      </p>
      <p>
        If it happens again, tell your admin this number:{' '}
        <code className="block text-meta text-text wrap-anywhere select-all">{id}</code>
      </p>
    </Words>
  );
}
