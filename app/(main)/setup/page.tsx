import { redirect } from 'next/navigation';
import { visit } from '@/app/visit';

export default visit(async () => redirect('/setup/people'));
