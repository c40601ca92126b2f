import { ButtonLink } from '@/components/ui/button';

/** The way to the page where one announces something to a group. */
export function AnnounceLink({ slug }: { slug: string }) {
  return (
    <ButtonLink className="justify-self-start" icon="announce" small href={`/groups/${slug}/announce`}>
      Announce something
    </ButtonLink>
  );
}
