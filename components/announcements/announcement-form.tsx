import { ConfirmMention } from '@/components/feed/confirm-mention.client';
import { ReachLine } from '@/components/feed/reach-line';
import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Field, TextArea } from '@/components/ui/field.client';
import { makeAnnouncementAction } from '@/lib/announcements/actions';
import { daysAfter, MAX_DAYS, USUAL_DAYS } from '@/lib/announcements/rules';
import { plural } from '@/lib/format';
import type { GroupView } from '@/lib/groups/view-models';

type Props = {
  group: GroupView;
  /** The day that it is in the organisation's time zone, and the zone. */
  today: string;
  timeZone: string;
  kept: { source: string; clientId: string } | null;
  locale: string;
};

/** Says something to a whole group, shown above its posts until a day is over. */
export function AnnouncementForm({ group, today, timeZone, kept, locale }: Props) {
  const members = plural(group.memberCount, { one: '# member', other: '# members' }, locale);
  return (
    <ActionForm action={makeAnnouncementAction} id="announce" className="card form p-4 sm:p-6">
      <input type="hidden" name="subjectId" value={group.id} />
      <input type="hidden" name="clientId" value={kept?.clientId ?? crypto.randomUUID()} />
      {group.announcement && <p className="meta">It takes the place of the announcement that is shown now.</p>}
      <TextArea
        name="body"
        label="Announcement"
        hint="Mentions, topics, links and lists work as in any post."
        defaultValue={kept?.source}
        rows={6}
        required
        data-draft={`post:${group.id}`}
        data-in={group.access === 'public' ? undefined : group.id}
      />
      <ConfirmMention />
      <Field
        name="expiresOn"
        type="date"
        label="Show until"
        hint={`It is shown until 23:59 of that day, ${timeZone} time.`}
        defaultValue={daysAfter(today, USUAL_DAYS)}
        min={today}
        max={daysAfter(today, MAX_DAYS)}
        className="max-w-48"
        required
      />
      <Checkbox
        name="sendsEmail"
        label="Email all members"
        hint={`${members}, whatever they chose for their mail. Keep it for what everybody has to know.`}
      />
      <ReachLine reach={group.reach} locale={locale} id="announce-reach" />
      <div className="form-end">
        <Button look="primary">Announce</Button>
        <ButtonLink look="quiet" href={`/groups/${group.slug}`}>
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
