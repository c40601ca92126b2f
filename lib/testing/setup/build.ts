import { buildApp, isBuildCurrent } from '@/lib/commands/build-app';
import { findChromium } from '../chromium';

/** What all browser tests share: one build of the present sources and one unpacked browser. */
export default async function setup() {
  findChromium();
  if (!isBuildCurrent()) await buildApp({ isQuiet: true });
}
