import { Menu } from '@/components/ui/menu';
import { Tabs } from '@/components/ui/tabs';
import { builtIn, listPath } from '@/lib/list-views/rules';
import type { ViewLine } from '@/lib/list-views/view-models';

type ViewChoiceProps = { object: string; current: string; views: readonly ViewLine[]; isBoard: boolean };

/** Which view of an object: those that every object has, one's own and those that colleagues share. */
export function ViewChoice({ object, current, views, isBoard }: ViewChoiceProps) {
  const hrefOf = (key: string) => {
    const query = [key !== 'all' && `list=${key}`, isBoard && 'view=board'].filter(Boolean).join('&');
    return query ? `${listPath(object)}?${query}` : listPath(object);
  };
  const tabs = builtIn.map(({ scope, name }) => ({ label: name, href: hrefOf(scope), isCurrent: scope === current }));
  const chosen = views.find(({ key }) => key === current);
  return (
    <div className="view-choice">
      <Tabs
        label="Views"
        tabs={chosen ? [...tabs, { label: <bdi>{chosen.name}</bdi>, href: hrefOf(current), isCurrent: true }] : tabs}
      />
      {views.length > 0 && (
        <Menu label="Saved views" summary="Saved views" icon="down" className="act">
          {views.map(({ key, name, isOwn, ownerName }) => (
            <a key={key} href={hrefOf(key)} aria-current={key === current ? 'page' : undefined}>
              <bdi>{name}</bdi>
              {!isOwn && <span className="meta ms-auto">{ownerName ?? 'shared'}</span>}
            </a>
          ))}
        </Menu>
      )}
    </div>
  );
}
