import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { formatNumber } from '@/lib/format';
import { localTime } from '@/lib/people/rules';
import type { Activity, Contact, Profile } from '@/lib/people/view-models';
import { Fact, Facts } from './facts';
import { PersonLink, Reports } from './person-links';

function addressOf({ street, postalCode, city, region, country }: Contact): string {
  const town = [[postalCode, city].filter(Boolean).join(' '), region].filter(Boolean).join(', ');
  return [street, town, country].filter(Boolean).join('\n');
}

const phoneHref = (number: string) => `tel:${number.replace(/[^+\d]/g, '')}`;

function Reach({ contact, reader }: { contact: Contact; reader: Clock }) {
  return (
    <>
      <Fact name="Email">
        <a className="link" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      </Fact>
      <Fact name="Phone">
        {contact.phone && (
          <a className="link" href={phoneHref(contact.phone)}>
            {contact.phone}
          </a>
        )}
      </Fact>
      <Fact name="Mobile">
        {contact.mobile && (
          <a className="link" href={phoneHref(contact.mobile)}>
            {contact.mobile}
          </a>
        )}
      </Fact>
      <Fact name="Address">{addressOf(contact)}</Fact>
      <Fact name="Local time">{contact.timeZone && localTime(reader.now, contact.timeZone, reader.locale)}</Fact>
    </>
  );
}

/** The clock and language of whoever reads. */
type Clock = { now: string; locale: string };

function Hierarchy({ profile, locale }: { profile: Profile; locale: string }) {
  const { manager, reports, reportCount } = profile;
  return (
    <>
      <Fact name="Manager">{manager && <PersonLink person={manager} />}</Fact>
      <Fact name="Direct reports">
        {reports.length > 0 && <Reports people={reports} count={reportCount} locale={locale} />}
      </Fact>
    </>
  );
}

/** How to reach someone and whom they work with, beside their page; nothing for guests, who see neither. */
export function ContactCard({ profile, reader }: { profile: Profile; reader: Clock }) {
  if (!profile.contact) return null;
  return (
    <Card title="Contact">
      <Facts>
        <Reach contact={profile.contact} reader={reader} />
        <Hierarchy profile={profile} locale={reader.locale} />
      </Facts>
    </Card>
  );
}

function Details({ profile, reader }: { profile: Profile; reader: Clock }) {
  const { person, department, office, contact } = profile;
  return (
    <Card title="Details">
      <Facts>
        <Fact name="Handle">@{person.handle}</Fact>
        <Fact name="Title">{person.title}</Fact>
        <Fact name="Department">{department}</Fact>
        <Fact name="Office">{office}</Fact>
        {contact && <Reach contact={contact} reader={reader} />}
        <Hierarchy profile={profile} locale={reader.locale} />
      </Facts>
    </Card>
  );
}

function Counter({ name, value, locale }: { name: string; value: number; locale: string }) {
  return (
    <div>
      <dt className="meta">{name}</dt>
      <dd className="text-heading strong">{formatNumber(value, locale)}</dd>
    </div>
  );
}

/** What someone did and what came back, counted over what the reader may see. */
export function ActivityCard({ activity, locale }: { activity: Activity; locale: string }) {
  return (
    <Card title="Activity">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Counter name="Posts" value={activity.posts} locale={locale} />
        <Counter name="Comments" value={activity.comments} locale={locale} />
        <Counter name="Comments received" value={activity.commentsReceived} locale={locale} />
        <Counter name="Likes received" value={activity.likesReceived} locale={locale} />
      </dl>
    </Card>
  );
}

/** What someone says about themselves. */
export function AboutCard({ about }: { about: string }) {
  if (!about) return null;
  return (
    <Card title="About">
      <p className="max-w-[70ch] wrap-anywhere whitespace-pre-line" dir="auto">
        {about}
      </p>
    </Card>
  );
}

/** The About tab. */
export function About({ profile, activity, reader }: { profile: Profile; activity: Activity; reader: Clock }) {
  return (
    <>
      <AboutCard about={profile.contact?.about ?? ''} />
      <Details profile={profile} reader={reader} />
      <ActivityCard activity={activity} locale={reader.locale} />
      {profile.isSelf && !profile.contact?.about && (
        <EmptyState
          title="Say a few words about yourself"
          action={
            <a className="btn" href="/settings/profile">
              Edit profile
            </a>
          }
        >
          What you work on and what people may ask you. Colleagues find it here.
        </EmptyState>
      )}
    </>
  );
}
