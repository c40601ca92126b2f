import type { ReactNode } from 'react';
import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Checkbox, RadioGroup } from '@/components/ui/choices.client';
import { Field, Select } from '@/components/ui/field.client';
import { saveNotificationSettingsAction } from '@/lib/notifications/actions';
import { timeOf } from '@/lib/notifications/quiet-rules';
import { digestNames, digestPeriods, frequencies, frequencyNames } from '@/lib/notifications/rules';
import type { NotificationSettings } from '@/lib/notifications/view-models';
import { ChannelTable } from './channel-table';

type Settings = { settings: NotificationSettings };

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card settings" id={id} aria-labelledby={`${id}-title`}>
      <h2 className="text-heading" id={`${id}-title`}>
        {title}
      </h2>
      {children}
    </section>
  );
}

const digestHints = {
  daily: 'At seven in the morning, your time: what was posted since the day before.',
  weekly: 'On Mondays at seven in the morning, your time.',
  never: 'You look when it suits you.',
};

function Digest({ settings }: Settings) {
  return (
    <RadioGroup
      name="digest"
      legend="Digest of what you follow"
      options={digestPeriods.map((period) => ({
        value: period,
        label: digestNames[period],
        hint: digestHints[period],
      }))}
      defaultValue={settings.digest}
    />
  );
}

/** Hours that are suggested to those who have none. */
const night = { from: 22 * 60, until: 7 * 60 };

function QuietHours({ settings }: Settings) {
  const { from, until } = settings.quiet ?? night;
  return (
    <fieldset className="field" id="quiet">
      <legend>Quiet hours</legend>
      <Checkbox
        name="hasQuietHours"
        label="Hold email back between these times"
        hint={`It comes when they end. Times are yours: ${settings.timeZone}.`}
        isChecked={settings.quiet !== null}
      />
      <div className="times">
        <Field name="quietFrom" label="From" type="time" dir="ltr" defaultValue={timeOf(from)} />
        <Field name="quietUntil" label="Until" type="time" dir="ltr" defaultValue={timeOf(until)} />
      </div>
    </fieldset>
  );
}

/** What one is told of, where and when. */
export function SettingsForm({ settings, address }: Settings & { address: string }) {
  return (
    <ActionForm action={saveNotificationSettingsAction} id="notify" className="form is-wide">
      <input type="hidden" name="version" value={settings.version} />
      <Section id="reasons" title="What you are told of">
        <ChannelTable caption="Where each kind of notification goes" rows={settings.reasons} id="notify" />
      </Section>
      <Section id="email" title="Email">
        <Checkbox
          name="receivesEmail"
          label={`Send me email to ${address}`}
          hint="Without it nothing is mailed but what you ask for yourself, such as links to sign in."
          isChecked={settings.receivesEmail}
        />
        <Digest settings={settings} />
        <Select
          name="groupFrequency"
          label="Email of groups that I join from now on"
          options={frequencies.map((value) => ({ value, label: frequencyNames[value] }))}
          defaultValue={settings.groupFrequency}
        />
        <QuietHours settings={settings} />
      </Section>
      <Section id="reading" title="What others see">
        <Checkbox
          name="showsReading"
          label="Let authors see that I have read their posts in groups"
          isChecked={settings.showsReading}
        />
      </Section>
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}
