import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { sessionCookie } from '@/lib/auth/current';
import { useApp } from '@/lib/testing/app';
import { signIn, useBrowser } from '@/lib/testing/browser';
import { allSeeing, pageAddresses } from '@/lib/testing/pages';

const app = useApp();
const { openPage } = useBrowser(app);

type Field = { name: string; value: string; type: string };
type Form = { address: string; action: string; isGet: boolean; fields: Field[] };

/** Every form of the page as a browser without JavaScript would send it, with its first button. */
async function formsOf(page: Page, address: string): Promise<Form[]> {
  await page.goto(address);
  const forms = await page.evaluate(() =>
    [...document.forms].map((form) => {
      const button = [...form.elements].find((one) => one instanceof HTMLButtonElement && one.type === 'submit');
      const sent = new FormData(form, button instanceof HTMLButtonElement ? button : null);
      const typeOf = (name: string) => {
        const control = form.elements.namedItem(name);
        return control && 'type' in control ? String(control.type) : 'several';
      };
      return {
        action: form.getAttribute('action') ?? '',
        isGet: form.method === 'get',
        fields: [...sent].flatMap(([name, value]) =>
          typeof value === 'string' ? [{ name, value, type: typeOf(name) }] : [],
        ),
      };
    }),
  );
  return forms.map((form) => ({ ...form, address }));
}

const isOurs = ({ name }: Field) => !name.startsWith('$');

/** Forms of one shape are one form; those that only end the session have nothing to type. */
const shapeOf = ({ isGet, action, fields }: Form) =>
  JSON.stringify([isGet && action, fields.map(({ name, value }) => (name.startsWith('$ACTION_ID') ? value : name))]);

/** More than the longest text that any field takes. */
const long = 'L'.repeat(40_000);

const hostile: Record<string, (field: Field) => string | null> = {
  empty: () => '',
  missing: () => null,
  garbage: () => '%00\u0000{{7*7}}<b>"\'\u0007\u202e\ud800 __proto__ $1',
  long: () => long,
  'of another': ({ value }) => value.replace(/^[0-9a-f]{8}-[0-9a-f-]{27}$/, cast.posts.unlisted.owner.id),
};

async function send(form: Form, values: (string | null)[]): Promise<Answer> {
  const data = new FormData();
  form.fields.forEach((field, index) => {
    const value = isOurs(field) ? values[index] : field.value;
    if (typeof value === 'string') data.append(field.name, value);
  });
  const headers = {
    cookie: `${sessionCookie()}=${await signIn(app, cast.owner)}`,
    origin: app.url,
    accept: 'text/html',
  };
  const address = new URL(form.action.startsWith('javascript:') ? '' : form.action, new URL(form.address, app.url));
  const referer = `${app.url}${form.address}`;
  if (form.isGet) {
    address.search = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))
      .toString()
      .slice(0, 8_000);
    const answer = await fetch(address, { headers: { ...headers, referer }, redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), location: '', isFile: false };
  }
  const answer = await fetch(address, {
    method: 'POST',
    headers: { ...headers, referer },
    body: data,
    redirect: 'manual',
  });
  const isFile = answer.headers.has('content-disposition');
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '', isFile };
}

type Answer = { status: number; text: string; location: string; isFile: boolean };

const isShown = /^(text|textarea|email|tel|url|number|checkbox|select)/;

/** What is wrong with an answer: a server error, a stack trace, a refusal without words, a mark beside no field. */
async function faultsOf(page: Page, form: Form, { status, text, location, isFile }: Answer): Promise<string[]> {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (/Something broke|node_modules|\n\s+at \w+.*:\d+:\d+/.test(text)) faults.push('a bug on the page');
  // Elsewhere, a file, or words alone, as a program gets them.
  if (location || isFile || /^\w[^<]+\.$/.test(text)) return faults;
  const shown = form.fields.filter(({ type }) => isShown.test(type)).map(({ name }) => `-${name}`);
  const wrong = await page.evaluate((html) => {
    const answer = new DOMParser().parseFromString(html, 'text/html');
    const links = [...answer.querySelectorAll('[role="alert"] a[href^="#"]')];
    const lost = links.filter((link) => !answer.getElementById((link.getAttribute('href') ?? '').slice(1)));
    const said = answer.querySelector('[role="alert"], [role="status"], output, h1, form');
    return [...(said ? [] : ['no words']), ...lost.map((link) => `no field ${link.getAttribute('href')}`)];
  }, text);
  return [
    ...faults,
    ...wrong.filter((fault) => !fault.startsWith('no field') || shown.some((name) => fault.endsWith(name))),
  ];
}

/** One of each shape of form that the app has. */
async function allForms(page: Page): Promise<Form[]> {
  const forms = new Map<string, Form>();
  for (const address of pageAddresses) {
    const found = (await formsOf(page, address)).filter(({ fields }) => fields.some(isOurs));
    for (const form of found) forms.set(shapeOf(form), form);
  }
  expect(forms.size).toBeGreaterThan(30);
  return [...forms.values()];
}

test('whatever is sent to any form is answered in words', { timeout: 240_000 }, async () => {
  await allSeeing(app);
  const page = await openPage({ as: cast.owner, javaScript: false });
  const reader = await openPage();
  const faults: string[] = [];
  for (const form of await allForms(page)) {
    const names = form.fields.filter(isOurs).map(({ name }) => name);
    for (const [kind, make] of Object.entries(hostile)) {
      await app.database.query('delete from rate_limits');
      const answer = await send(form, form.fields.map(make)).catch((error) => {
        throw new Error(`${form.address} [${names}] ${kind}`, { cause: error });
      });
      for (const fault of await faultsOf(reader, form, answer))
        faults.push(`${form.address} [${names}] ${kind}: ${fault}`);
    }
  }
  expect(faults).toEqual([]);
  expect(app.logs().filter((line) => line.event === 'action.failed' || line.event === 'page.bug')).toEqual([]);
});

const isTextOf = (form: Form) => (field: Field) =>
  isOurs(field) && /^(text|email|tel|url)/.test(field.type) && !form.isGet;

/** What a form does not do with a field of its own that is too long: mark it, and keep it. */
async function failings(form: Form, name: string): Promise<string[]> {
  await app.database.query('delete from rate_limits');
  const values = form.fields.map((field) => (field.name === name ? long : field.value));
  const { text, location } = await send(form, values);
  // A comment of a feed is kept, and refused on the page of its post.
  if (location.endsWith('#comment')) return [];
  const isMarked = text.includes(`-${name}-error`);
  return [...(isMarked ? [] : ['is not marked']), ...(text.includes(long) ? [] : ['is not kept'])];
}

test('every form marks its own fields when they are too long, and keeps them', { timeout: 120_000 }, async () => {
  const page = await openPage({ as: cast.owner, javaScript: false });
  const failed: string[] = [];
  for (const form of await allForms(page)) {
    for (const { name } of form.fields.filter(isTextOf(form)))
      failed.push(...(await failings(form, name)).map((what) => `${form.address} ${name} ${what}`));
  }
  expect(failed).toEqual([]);
});
