import 'server-only';
import { z } from 'zod';

export const resumeMailInput = z.object({});
