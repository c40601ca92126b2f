import { Menu } from '@/components/ui/menu';
import type { GroupLine } from '@/lib/feed/view-models';
import { muteGroupAction, setGroupFrequencyAction } from '@/lib/notifications/actions';
import { type Frequency, frequencies, frequencyNames, mutePeriodNames, mutePeriods } from '@/lib/notifications/rules';

type Group = Pick<GroupLine, 'id' | 'name'>;

function Back({ group, anchor }: { group: Group; anchor: string }) {
  return (
    <>
      <input type="hidden" name="groupId" value={group.id} />
      <input type="hidden" name="anchor" value={anchor} />
    </>
  );
}

type ChoicesProps = {
  group: Group;
  frequency: Frequency;
  isMuted: boolean;
  /** The element that one comes back to without JavaScript. */
  anchor: string;
};

/** How a group is heard: how often its mail comes, and silence for a time. Each choice is one button and holds at once. */
export function GroupChoices({ group, frequency, isMuted, anchor }: ChoicesProps) {
  return (
    <>
      <form action={setGroupFrequencyAction}>
        <Back group={group} anchor={anchor} />
        <fieldset>
          <legend className="menu-title">Email of this group</legend>
          {frequencies.map((choice) => (
            <button
              key={choice}
              type="submit"
              name="frequency"
              value={choice}
              className="i i-check"
              aria-pressed={choice === frequency}
            >
              {frequencyNames[choice]}
            </button>
          ))}
        </fieldset>
      </form>
      <hr />
      <form action={muteGroupAction}>
        <Back group={group} anchor={anchor} />
        <fieldset>
          <legend className="menu-title">Mute, mentions excepted</legend>
          {mutePeriods
            .filter((period) => period !== 'off' || isMuted)
            .map((period) => (
              <button key={period} type="submit" name="period" value={period} className="i i-mute">
                {mutePeriodNames[period]}
              </button>
            ))}
        </fieldset>
      </form>
    </>
  );
}

/** The same as a menu, on the page of the group and wherever one hears of it. */
export function GroupMenu({ words, ...choices }: ChoicesProps & { words?: string }) {
  const { group, isMuted } = choices;
  return (
    <Menu
      label={`Notifications of ${group.name}`}
      icon={isMuted ? 'mute' : 'bell'}
      className="btn"
      summary={words && <bdi>{words}</bdi>}
    >
      <GroupChoices {...choices} />
    </Menu>
  );
}
