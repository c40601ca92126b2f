import { ButtonLink } from '@/components/ui/button';
import { Words } from './words';

/** 429: too much at once from one person or address. */
export function TooMany({ wait }: { wait: string }) {
  return (
    <Words
      title="That was a lot at once"
      ways={
        <ButtonLink look="primary" href="" data-hard="">
          Try again
        </ButtonLink>
      }
    >
      <p>To keep Chatter quick for everyone, this can be done only so often. Please wait {wait} and try again.</p>
    </Words>
  );
}
