import 'server-only';
import type { PhotoProblem } from './rules';

/** A picture that cannot be taken, by the name of the reason. */
export class PhotoRefused extends Error {
  override readonly name = 'PhotoRefused';

  constructor(readonly problem: PhotoProblem) {
    super(problem);
  }
}
