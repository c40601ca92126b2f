import { photoProblem } from '@/lib/photos/rules';
import { currentRequest } from '@/lib/request';

/** What was wrong with an upload, in words; the page then has the status that the upload was refused with. */
export function uploadProblem(search: Record<string, string>): string | null {
  const problem = photoProblem(search.problem);
  if (!problem) return null;
  currentRequest()?.setStatus(problem.status);
  return problem.words;
}
