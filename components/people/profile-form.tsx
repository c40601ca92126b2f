import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choices.client';
import { Field, Select, TextArea } from '@/components/ui/field.client';
import { editProfileAction } from '@/lib/people/actions';
import { labels, limits, localeOptions, type TextField, timeZoneOptions } from '@/lib/people/rules';
import type { EditableProfile } from '@/lib/people/view-models';

type LineProps = {
  name: Exclude<TextField, 'about'>;
  profile: EditableProfile;
  hint?: string;
  type?: string;
  autoComplete?: string;
};

/** One line of a profile. What is longer than allowed is taken and refused in words, so that nothing is cut off unseen. */
function Line({ name, profile, ...rest }: LineProps) {
  return <Field name={name} label={labels[name]} defaultValue={profile[name]} {...rest} />;
}

function Work({ profile }: { profile: EditableProfile }) {
  return (
    <>
      <Line name="name" profile={profile} autoComplete="name" />
      <Line name="title" profile={profile} autoComplete="organization-title" />
      <Line name="department" profile={profile} />
      <Line name="office" profile={profile} />
      {profile.can.setManager && (
        <Field
          name="manager"
          label="Manager"
          hint="The handle of a colleague, such as @anna.snelling. Empty for nobody."
          defaultValue={profile.managerHandle && `@${profile.managerHandle}`}
          dir="ltr"
          autoComplete="off"
        />
      )}
      <TextArea
        name="about"
        label="About"
        hint={`What you work on and what people may ask you, in at most ${limits.about.toLocaleString('en')} characters.`}
        defaultValue={profile.about}
      />
      <Line
        name="outOfOffice"
        profile={profile}
        hint={`Shown beside the name while it stands here, in at most ${limits.outOfOffice} characters.`}
      />
    </>
  );
}

function Reach({ profile }: { profile: EditableProfile }) {
  return (
    <>
      <Line name="phone" profile={profile} type="tel" autoComplete="tel" />
      <Line name="mobile" profile={profile} type="tel" />
      <Line name="street" profile={profile} autoComplete="street-address" />
      <Line name="postalCode" profile={profile} autoComplete="postal-code" />
      <Line name="city" profile={profile} autoComplete="address-level2" />
      <Line name="region" profile={profile} autoComplete="address-level1" />
      <Line name="country" profile={profile} autoComplete="country-name" />
    </>
  );
}

const onOff = [
  { value: 'on', label: 'On', hint: 'Press ? on any page to see them.' },
  { value: 'off', label: 'Off' },
];

function Preferences({ profile, locale }: { profile: EditableProfile; locale: string }) {
  return (
    <>
      <Select name="timeZone" label="Time zone" options={timeZoneOptions()} defaultValue={profile.timeZone ?? ''} />
      <Select name="locale" label="Dates and numbers" options={localeOptions(locale)} defaultValue={profile.locale} />
      <RadioGroup
        name="shortcuts"
        legend="Keyboard shortcuts"
        options={onOff}
        defaultValue={profile.hasShortcuts ? 'on' : 'off'}
      />
    </>
  );
}

/** Every field of a profile, one's own or another's. */
export function ProfileForm({ profile, locale }: { profile: EditableProfile; locale: string }) {
  return (
    <ActionForm action={editProfileAction} id="profile">
      <input type="hidden" name="id" value={profile.id} />
      <input type="hidden" name="version" value={profile.version} />
      <h2 className="text-heading">Who this is</h2>
      <Work profile={profile} />
      <h2 className="text-heading">How to be reached</h2>
      <Reach profile={profile} />
      <h2 className="text-heading">Preferences</h2>
      <Preferences profile={profile} locale={locale} />
      <div className="form-end">
        <Button look="primary">Save</Button>
        <ButtonLink look="quiet" href={`/people/${profile.handle}/about`}>
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
