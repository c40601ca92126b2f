import { EditRecordForm } from '@/components/records/record-form';
import { fillEdit } from '@/lib/records/form-queries';
import { partPage } from '../record-page';

export default partPage({ title: 'Edit', needs: 'edit' }, async (eyes, record) => ({
  body: <EditRecordForm record={record} fields={await fillEdit(eyes, record)} />,
}));
