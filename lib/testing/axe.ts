import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

let source: string | undefined;

/** What depends on colours, for a page whose other scheme has been looked at. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong on the page as it is shown now, one line for each kind, by all of its rules or by these. The page
 * must have its one h1.
 */
export async function findBarriers(page: Page, rules?: string[]): Promise<string[]> {
  const headings = await page.locator('h1').count();
  if (headings !== 1) return [`${page.url()} has ${headings} h1, so it is not the page to be looked at`];
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const violations = await page.evaluate(async (only) => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    return (await loaded.run(document, { resultTypes: ['violations'], ...(only && { runOnly: only }) })).violations;
  }, rules);
  return violations.map(({ id, impact, nodes }) => `${id} (${impact}) ×${nodes.length}: ${nodes[0]?.target.join(' ')}`);
}
