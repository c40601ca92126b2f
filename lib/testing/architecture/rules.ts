import { layerOf, sharedWithBrowser } from './layers';
import { moduleOf, type Source } from './source';
import { onlyReads, tablesRead } from './tables';

export type Rule = {
  /** What holds, as a sentence. */
  name: string;
  covers: (path: string) => boolean;
  /** The offending pieces of the file. */
  find: (source: Source) => string[];
  /** A file that breaks the rule: the test shows that it is found. */
  bad: { path: string; text: string };
};

const isTest = (path: string) => layerOf(moduleOf(path)) === 'test';
const matches = (pattern: RegExp) => (source: Source) =>
  [...source.code.matchAll(pattern)].map((match) => match[0].trim());
const product = (path: string) => !isTest(path);
const page = (path: string) => path.startsWith('app/') || path.startsWith('components/');
const lines = (source: Source) => source.text.trimEnd().split('\n').length;

export const rules: Rule[] = [
  {
    name: 'a file has at most 250 lines',
    covers: () => true,
    find: (source) => (lines(source) > 250 ? [`${lines(source)} lines`] : []),
    bad: { path: 'lib/people/queries.ts', text: 'x;\n'.repeat(251) },
  },
  {
    name: 'a client file has at most 100 lines',
    covers: (path) => path.includes('.client.'),
    find: (source) => (lines(source) > 100 ? [`${lines(source)} lines`] : []),
    bad: { path: 'components/feed/composer.client.tsx', text: 'x;\n'.repeat(101) },
  },
  {
    name: 'only files ending in .client run in the browser, and all of those do',
    covers: (path) => product(path) && path.endsWith('x'),
    find: (source) =>
      /^\s*['"]use client['"]/.test(source.code) === source.path.includes('.client.')
        ? []
        : ["'use client' and name differ"],
    bad: { path: 'app/(main)/people/page.tsx', text: "'use client';\nexport default function Page() {}" },
  },
  {
    name: "a file of lib begins with import 'server-only', unless the browser may load it",
    covers: (path) =>
      path.startsWith('lib/') && product(path) && !path.includes('.client.') && !path.endsWith('/actions.ts'),
    find: (source) => {
      const begins = /^\s*(['"]use server['"];?\s*)?import 'server-only';/.test(source.code);
      return begins === !sharedWithBrowser.test(moduleOf(source.path))
        ? []
        : [begins ? 'must not begin so' : 'does not begin so'];
    },
    bad: { path: 'lib/people/queries.ts', text: "import { sql } from 'drizzle-orm';" },
  },
  {
    name: 'nothing is streamed: without JavaScript it would stay hidden',
    covers: page,
    find: matches(/<Suspense\b|\bSuspense\b(?=[^'"]*from 'react')/g),
    bad: { path: 'app/page.tsx', text: 'const a = <Suspense fallback={null}><Feed /></Suspense>;' },
  },
  {
    name: 'there is no loading.tsx, error.tsx, not-found.tsx or template.tsx',
    covers: page,
    find: (source) =>
      /\/(loading|error|global-error|not-found|forbidden|template)\.tsx$/.test(source.path) ? [source.path] : [],
    bad: { path: 'app/(main)/loading.tsx', text: '' },
  },
  {
    name: 'notFound() and forbidden() of Next are not used: they send an empty body',
    covers: product,
    find: matches(/\b(notFound|forbidden|unauthorized)\(\)|\b(notFound|forbidden)\b(?=[^;]*from 'next\/navigation')/g),
    bad: { path: 'app/page.tsx', text: "import { notFound } from 'next/navigation';\nif (!x) notFound();" },
  },
  {
    name: 'hints leave by one door, at which their audience has to be named',
    covers: (path) => product(path) && !/^lib\/realtime\/(adapter|tell|embedded\/soak)\.ts$/.test(path),
    find: matches(/\bpublishHint\b|\.trigger(Batch)?\(|\bfrom 'pusher'/g),
    bad: { path: 'lib/feed/subscriber.ts', text: "pusher.trigger('private-org', 'hint', { post });" },
  },
  {
    name: 'no string is taken for HTML',
    covers: product,
    find: matches(/dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\(/g),
    bad: { path: 'components/ui/html.tsx', text: '<p dangerouslySetInnerHTML={{ __html: text }} />' },
  },
  {
    name: 'forms have actions, not handlers of submit',
    covers: product,
    find: matches(/\bonSubmit=/g),
    bad: { path: 'components/ui/form.tsx', text: '<form onSubmit={send} />' },
  },
  {
    name: 'there are no style attributes: the content security policy refuses them',
    // Mail programs know no style sheet of ours and no policy: what a mail looks like stands on its elements.
    covers: (path) => path.endsWith('.tsx') && product(path) && !path.startsWith('lib/email/templates/'),
    find: matches(/\sstyle=\{|\sstyle="/g),
    bad: { path: 'components/ui/bar.tsx', text: '<div style={{ width: 3 }} />' },
  },
  {
    name: 'no action is a closure inside a component',
    covers: product,
    find: (source) => (source.path.endsWith('/actions.ts') ? [] : matches(/['"]use server['"]/g)(source)),
    bad: { path: 'app/page.tsx', text: "async function act() { 'use server'; }" },
  },
  {
    name: 'every export of an actions file is made by formAction or buttonAction',
    covers: (path) => /^lib\/[\w-]+\/actions\.ts$/.test(path),
    find: (source) => {
      const exports = [...source.code.matchAll(/\bexport\s[^\n]*/g)].map((match) => match[0]);
      const wrong = exports.filter(
        (line) =>
          !/^export const \w+Action = (formAction|buttonAction|publicFormAction|publicButtonAction)\b/.test(line),
      );
      return /^\s*['"]use server['"]/.test(source.code) ? wrong : ["does not begin with 'use server'", ...wrong];
    },
    bad: { path: 'lib/groups/actions.ts', text: "'use server';\nexport async function joinAction(form: FormData) {}" },
  },
  {
    name: 'the environment is read in lib/env only',
    covers: (path) => product(path) && !['lib/env.ts', 'instrumentation.ts'].includes(path),
    find: (source) =>
      source.path === 'next.config.js' ? [] : matches(/process\.env(?!\.NEXT_RUNTIME)\b(?!,\s*frameworkEnv)/g)(source),
    bad: { path: 'lib/people/invite-person.ts', text: 'const url = process.env.APP_URL;' },
  },
  {
    name: 'no text becomes SQL: sql.raw is for migrations, and for the literals that are checked',
    covers: (path) => product(path) && !['db/migrate.ts', 'lib/access/sql-literal.ts'].includes(path),
    find: matches(/\bsql\.raw\b/g),
    bad: { path: 'lib/people/queries.ts', text: 'const q = sql.raw(name);' },
  },
  {
    name: 'what only reads names no table: it reads what scope offers',
    covers: product,
    find: (source) => (onlyReads(source) ? tablesRead(source) : []),
    bad: {
      path: 'lib/people/queries.ts',
      text: 'sql`with x as (select 1) select 1 from x left join people p on true`',
    },
  },
  {
    name: 'pages are rendered for each visitor and never cached across them',
    covers: product,
    find: matches(/['"]use cache|\bunstable_cache\b|\bcacheLife\b|force-static|export const revalidate\b/g),
    bad: { path: 'app/page.tsx', text: "export const dynamic = 'force-static';" },
  },
  {
    name: 'types are not talked out of their meaning',
    covers: (path) => path !== 'lib/testing/architecture/rules.ts',
    find: matches(/@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/g),
    bad: { path: 'lib/env.ts', text: 'const a = "@ts-ignore";' },
  },
];
