import { Menu } from '@/components/ui/menu';
import { type Tab, Tabs } from '@/components/ui/tabs';
import type { ButtonAction } from '@/lib/forms/state';

type FeedTabsProps = {
  label: string;
  tabs: readonly Tab[];
  /** The two orders, as links; the shown one is marked. */
  sorts: readonly Tab[];
  /** Makes the shown order the one that feeds open in; nothing where it is already. */
  keep: { action: ButtonAction; sort: string } | null;
  /** Search in this feed: the address of the feed and what belongs to it besides the words. */
  find: { action: string; query: string; fields: Record<string, string>; clearHref: string };
};

function Find({ action, query, fields }: FeedTabsProps['find']) {
  return (
    <form className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 p-2" action={action} method="get">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input
        className="input"
        type="text"
        name="q"
        aria-label="Words in this feed"
        placeholder="Words in this feed"
        defaultValue={query}
        dir="auto"
      />
      <button type="submit" className="btn">
        Find
      </button>
    </form>
  );
}

/** Above a feed: which one, in what order, and only the posts with certain words. */
export function FeedTabs({ label, tabs, sorts, keep, find }: FeedTabsProps) {
  const sort = sorts.find((entry) => entry.isCurrent);
  return (
    <>
      <div className={tabs.length > 0 ? 'feed-head' : 'feed-head is-bare'}>
        {tabs.length > 0 && <Tabs label={label} tabs={tabs} />}
        <Menu label="Find in this feed" icon="search" className="act meta">
          <Find {...find} />
        </Menu>
        <Menu label={`Order: ${sort?.label ?? ''}`} icon="down" className="act meta" summary={sort?.label}>
          {sorts.map((entry) => (
            <a key={entry.href} href={entry.href} aria-current={entry.isCurrent ? 'true' : undefined}>
              {entry.label}
            </a>
          ))}
          {keep && (
            <form action={keep.action}>
              <input type="hidden" name="sort" value={keep.sort} />
              <button type="submit">Always open in this order</button>
            </form>
          )}
        </Menu>
      </div>
      {find.query && (
        <p className="meta">
          Only posts with <b dir="auto">{find.query}</b> ·{' '}
          <a className="link" href={find.clearHref}>
            Show all
          </a>
        </p>
      )}
    </>
  );
}
