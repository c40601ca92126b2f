import { BodyText } from '@/components/body/body-text';
import { GroupRecordsCard } from '@/components/group-records/group-record-list';
import { Card } from '@/components/ui/card';
import { PersonRow } from '@/components/ui/person-row';
import { parseBody } from '@/lib/body/parse';
import type { PersonLine } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import type { GroupRecordPage } from '@/lib/group-records/view-models';
import { roleNames } from '@/lib/groups/rules';
import type { GroupView } from '@/lib/groups/view-models';
import { type GroupTab, groupHref } from './group-header';

function About({ text }: { text: string }) {
  return (
    <Card title="About">
      <p className="wrap-anywhere whitespace-pre-line" dir="auto">
        {text}
      </p>
    </Card>
  );
}

function Information({ title, text }: { title: string; text: string }) {
  return (
    <Card title={title || 'Information'}>
      <div dir="auto">
        <BodyText tree={parseBody(text)} names={{}} />
      </div>
    </Card>
  );
}

function Managers({ managers, ownerId }: { managers: readonly PersonLine[]; ownerId: string | undefined }) {
  return (
    <Card title="Looked after by">
      <ul className="rows">
        {managers.map((person) => (
          <PersonRow key={person.id} person={person} note={roleNames[person.id === ownerId ? 'owner' : 'manager']} />
        ))}
      </ul>
    </Card>
  );
}

/** For those who may post there; it has an unguessable ending, so that nobody else does. */
function PostByMail({ address }: { address: string }) {
  return (
    <Card title="Post by email">
      <p className="meta">Write from your own address. The subject becomes the first line.</p>
      <a className="link meta wrap-anywhere" href={`mailto:${address}`} dir="ltr">
        {address}
      </a>
    </Card>
  );
}

function Waiting({ group, locale }: { group: GroupView; locale: string }) {
  return (
    <Card title="Waiting for you">
      <a className="link" href={`${groupHref(group.slug, 'members')}#requests`}>
        {plural(group.requestCount, { one: '# person asks to join', other: '# people ask to join' }, locale)}
      </a>
    </Card>
  );
}

function Newest({ group, locale }: { group: GroupView; locale: string }) {
  return (
    <Card title="Members">
      <ul className="rows">
        {group.newest.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      <a className="link meta" href={groupHref(group.slug, 'members')}>
        {plural(group.memberCount, { one: 'See the # member', other: 'See all # members' }, locale)}
      </a>
    </Card>
  );
}

type GroupRailProps = {
  group: GroupView;
  tab: GroupTab;
  locale: string;
  address: string | null;
  records: GroupRecordPage | null;
};

/**
 * Beside a group: what it is for, who looks after it and who came in last. Strangers to a private one learn only its
 * owner, and what the members' own page shows is not shown twice.
 */
export function GroupRail({ group, tab, locale, address, records }: GroupRailProps) {
  const { owner, managers, newest, requestCount } = group;
  const known = managers.length > 0 ? managers : [owner].filter((person) => person !== null);
  return (
    <>
      {requestCount > 0 && tab !== 'members' && <Waiting group={group} locale={locale} />}
      {group.description && <About text={group.description} />}
      {group.information && <Information title={group.informationTitle} text={group.information} />}
      {known.length > 0 && <Managers managers={known} ownerId={owner?.id} />}
      {records && <GroupRecordsCard page={records} slug={group.slug} />}
      {address && <PostByMail address={address} />}
      {newest.length > 0 && tab !== 'members' && <Newest group={group} locale={locale} />}
    </>
  );
}
