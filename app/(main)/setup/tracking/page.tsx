import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { RetentionForm, TrackingList } from '@/components/object-setup/tracking-list';
import { PageTitle } from '@/components/ui/page-title';
import { getRetention, listTrackedObjects } from '@/lib/objects/setup-queries';

export default visit(async (viewer) => {
  const [objects, days] = await Promise.all([listTrackedObjects(viewer), getRetention(viewer)]);
  return {
    title: 'Feed tracking · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="What records, people and groups announce in feeds when it changes.">Feed tracking</PageTitle>
        <SetupTabs current="tracking" />
        <TrackingList objects={objects} />
        <RetentionForm days={days} />
      </>
    ),
  };
});
