import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, fieldStep, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { FieldReaders } from '@/components/object-setup/readers';
import { PageTitle } from '@/components/ui/page-title';
import { findReaders, getFieldReading } from '@/lib/objects/reader-queries';
import { getRestrictableField } from '@/lib/objects/setup-queries';

export default visit(
  async (viewer, { params: { object: apiName = '', field: fieldName = '' }, search: { q = '' } }) => {
    const { object, field } = await getRestrictableField(viewer, apiName, fieldName);
    const wanted = q.trim().slice(0, 100);
    const [reading, found] = await Promise.all([
      getFieldReading(viewer, field.id),
      findReaders(viewer, field.id, wanted),
    ]);
    return {
      title: `Who reads ${field.label} · Setup`,
      current: 'setup',
      width: 'list',
      body: (
        <>
          <PageTitle lead="Being an admin gives nobody a look at its values.">Who reads {field.label}</PageTitle>
          <SetupTabs current="objects" />
          <Crumbs steps={[objectsStep, objectStep(object), fieldStep(object, field)]} />
          <FieldReaders object={object} field={field} reading={reading} wanted={wanted} found={found} />
        </>
      ),
    };
  },
);
