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
  /** How much it tells of changes, where that is a choice. */
  density?: { choices: readonly Tab[]; keep: { action: ButtonAction; density: string } | null } | undefined;
  /** Search in this feed: the address of the feed and what belongs to it besides the words. */
  find: {
    action: string;
    query: string;
    fields: Record<string, string>;
    clearHref: string;
    /** The places that the feed can be narrowed to, and the one that it is. */
    about?: { value: string; choices: readonly { value: string; label: string }[] } | undefined;
  };
};

function Find({ action, query, fields, about }: FeedTabsProps['find']) {
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
      {about && (
        <select className="input col-span-2" name="about" aria-label="Where it stands" defaultValue={about.value}>
          <option value="">Everywhere</option>
          {about.choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </form>
  );
}

/** What the feed is narrowed to, and the way back. */
function Narrowed({ query, about, clearHref }: FeedTabsProps['find']) {
  const place = about?.choices.find(({ value }) => value === about.value);
  if (!query && !place) return null;
  return (
    <p className="meta">
      Only posts
      {query && (
        <>
          {' '}
          with <b dir="auto">{query}</b>
        </>
      )}
      {place && (
        <>
          {' '}
          on <b dir="auto">{place.label}</b>
        </>
      )}{' '}
      ·{' '}
      <a className="link" href={clearHref}>
        Show all
      </a>
    </p>
  );
}

function Choices({ tabs }: { tabs: readonly Tab[] }) {
  return tabs.map((entry) => (
    <a key={entry.href} href={entry.href} aria-current={entry.isCurrent ? 'true' : undefined}>
      {entry.label}
    </a>
  ));
}

/** Above a feed: which one, in what order, and only the posts with certain words. */
export function FeedTabs({ label, tabs, sorts, keep, density, find }: FeedTabsProps) {
  const sort = sorts.find((entry) => entry.isCurrent);
  return (
    <>
      <div className={tabs.length > 0 ? 'feed-head' : 'feed-head is-bare'}>
        {tabs.length > 0 && <Tabs label={label} tabs={tabs} />}
        <Menu label="Find in this feed" icon="search" className="act meta">
          <Find {...find} />
        </Menu>
        <Menu label={`Order: ${sort?.label ?? ''}`} icon="down" className="act meta" summary={sort?.label}>
          <Choices tabs={sorts} />
          {keep && (
            <form action={keep.action}>
              <input type="hidden" name="sort" value={keep.sort} />
              <button type="submit">Always open in this order</button>
            </form>
          )}
          {density && (
            <>
              <hr />
              <Choices tabs={density.choices} />
            </>
          )}
          {density?.keep && (
            <form action={density.keep.action}>
              <input type="hidden" name="density" value={density.keep.density} />
              <button type="submit">Always show so much</button>
            </form>
          )}
        </Menu>
      </div>
      <Narrowed {...find} />
    </>
  );
}
