import { NotFound } from '@/lib/errors';
import { visit } from '../../visit';

/** Every other address: the same words as for a thing that is not there or not open to the reader. */
export default visit(() => Promise.reject(new NotFound()));
