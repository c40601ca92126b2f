import { Card } from '@/components/ui/card';
import { Menu } from '@/components/ui/menu';
import { GroupRow, PersonRow } from '@/components/ui/person-row';
import { plural } from '@/lib/format';
import type { ButtonAction } from '@/lib/forms/state';
import { shareRecordAction, unshareRecordAction } from '@/lib/record-access/actions';
import { levelNames, type ShareLevel } from '@/lib/record-access/rules';
import type { ShareView, Sharing } from '@/lib/record-access/view-models';

const nameOf = ({ principal }: ShareView): string => {
  if (!principal) return 'a group that is not open to you';
  return principal.kind === 'person' ? principal.person.name : principal.group.name;
};

type ItemProps = { action: ButtonAction; fields: Record<string, string>; className: string; children: string };

function Item({ action, fields, className, children }: ItemProps) {
  return (
    <form action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  );
}

const other: Record<ShareLevel, { level: ShareLevel; words: string; icon: string }> = {
  read: { level: 'write', words: 'Let them edit it too', icon: 'i i-pen' },
  write: { level: 'read', words: 'Let them only read it', icon: 'i i-lock' },
};

function ShareMenu({ share, recordId }: { share: ShareView; recordId: string }) {
  const fields = { recordId, principal: share.id, anchor: 'shares' };
  const { level, words, icon } = other[share.level];
  return (
    <Menu label={`What to do with ${nameOf(share)}`} icon="more">
      {share.principal && (
        <Item action={shareRecordAction} fields={{ ...fields, level }} className={icon}>
          {words}
        </Item>
      )}
      <Item action={unshareRecordAction} fields={fields} className="i i-close danger">
        No longer share with them
      </Item>
    </Menu>
  );
}

function Row({ share, recordId, locale }: { share: ShareView; recordId: string; locale: string }) {
  const { principal, level, sharedBy } = share;
  const action = <ShareMenu share={share} recordId={recordId} />;
  const by = sharedBy && (
    <>
      {' · shared by '}
      <bdi>{sharedBy}</bdi>
    </>
  );
  if (principal?.kind === 'person')
    return (
      <PersonRow
        person={principal.person}
        action={action}
        note={
          <>
            {levelNames[level]}
            {by}
          </>
        }
      />
    );
  if (principal)
    return (
      <GroupRow
        group={principal.group}
        action={action}
        note={
          <>
            {levelNames[level]} · {plural(principal.people, { one: '# person', other: '# people' }, locale)}
            {by}
          </>
        }
      />
    );
  return (
    <li className="person-row">
      <div>
        <span className="strong">An unlisted group that you are not in</span>
        <div className="meta">{levelNames[level]}</div>
      </div>
      {action}
    </li>
  );
}

/** Whom a record was given to by name, and what can be done about each. */
export function ShareList({ sharing: { shares, record }, locale }: { sharing: Sharing; locale: string }) {
  return (
    <Card title="Shared with" id="shares">
      {shares.length === 0 ? (
        <p className="meta">Nobody yet.</p>
      ) : (
        <ul className="rows">
          {shares.map((share) => (
            <Row key={share.id} share={share} recordId={record.id} locale={locale} />
          ))}
        </ul>
      )}
    </Card>
  );
}
