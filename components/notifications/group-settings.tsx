import { Avatar } from '@/components/ui/avatar';
import { Menu } from '@/components/ui/menu';
import type { Reader } from '@/lib/feed/view-models';
import { untilTime } from '@/lib/format';
import { frequencyNames } from '@/lib/notifications/rules';
import type { GroupSetting } from '@/lib/notifications/view-models';
import { GroupChoices } from './group-choices';

function Row({ setting, reader }: { setting: GroupSetting; reader: Reader }) {
  const { group, frequency, mutedUntil } = setting;
  const words = frequencyNames[frequency];
  return (
    <li className="person-row" id={`group-${group.id}`}>
      <Avatar id={group.id} name={group.name} photoId={group.photoId} square />
      <div>
        <a className="strong" href={`/groups/${group.slug}`} dir="auto">
          {group.name}
        </a>
        {mutedUntil && (
          <div className="meta">Muted until {untilTime(mutedUntil, reader.now, reader.locale, reader.timeZone)}</div>
        )}
      </div>
      <Menu
        label={`${words}: email of ${group.name}`}
        className="btn btn-small i i-down flex-row-reverse"
        summary={words}
      >
        <GroupChoices group={group} frequency={frequency} isMuted={mutedUntil !== null} anchor={`group-${group.id}`} />
      </Menu>
    </li>
  );
}

/** How each of one's groups is heard. */
export function GroupSettings({ groups, reader }: { groups: readonly GroupSetting[]; reader: Reader }) {
  return (
    <section className="card settings" id="groups" aria-labelledby="groups-title">
      <h2 className="text-heading" id="groups-title">
        Your groups
      </h2>
      {groups.length === 0 ? (
        <p className="text-muted">You are in no group yet.</p>
      ) : (
        <>
          <p className="hint">How often email of each comes. A change holds at once.</p>
          <ul className="rows">
            {groups.map((setting) => (
              <Row key={setting.group.id} setting={setting} reader={reader} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
