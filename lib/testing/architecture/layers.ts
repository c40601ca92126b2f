import type { Import, Source } from './source';

/** Modules of lib that do nothing but compute, so that the browser may load them as well. */
export const sharedWithBrowser =
  /^lib\/(\w[\w-]*\/)?([\w-]+-)?(rules|format|view-models)$|^lib\/body\/|^lib\/forms\/state$|^lib\/errors$|^lib\/events\/catalogue$/;

/** The part of the house a file belongs to; the first pattern that fits decides. */
const layers = [
  [
    'test',
    /((\.(test|e2e|bench)|^lib\/digests\/soak)$)|^lib\/(testing|access\/matrix)\/|^lib\/commands\/|^db\/(seed|bench|import)|^db\/cast|\.config$/,
  ],
  ['route', /^app\/.*route$/],
  ['client', /\.client$/],
  ['app', /^app\//],
  ['component', /^components\//],
  ['schema', /^db\/schema\//],
  ['writer', /^db\/writer$/],
  ['reader', /^db\/reader$/],
  ['db', /^db\//],
  ['shared', sharedWithBrowser],
  ['worker', /^lib\/events\/(worker|subscribers|tick)$/],
  ['subscriber', /^lib\/[\w-]+\/([\w-]+-)?subscriber$(?<!^lib\/events\/subscriber)/],
  ['access', /^lib\/access\//],
  ['auth', /^lib\/auth\//],
  ['events', /^lib\/events\//],
  ['forms', /^lib\/forms\//],
  ['adapter', /^lib\/(realtime|email)\/(?!queries$)|^lib\/search\/(?!queries|actions)/],
  ['server', /^lib\/server\/|^lib\/[\w-]+$|^instrumentation|^next-env/],
  ['query', /^lib\/[\w-]+\/([\w-]+-)?queries$/],
  ['action', /^lib\/[\w-]+\/([\w-]+-drafts|actions)$/],
  ['input', /^lib\/[\w-]+\/input$/],
  ['domain', /^lib\//],
] as const;

export type Layer = (typeof layers)[number][0];

export function layerOf(module: string): Layer | 'package' {
  return layers.find(([, pattern]) => pattern.test(module))?.[0] ?? 'package';
}

/** Who may import whom. What is not listed is forbidden; packages are everyone's. */
const allowed: Record<Layer, readonly Layer[] | 'everything'> = {
  test: 'everything',
  app: ['app', 'component', 'client', 'query', 'action', 'auth', 'forms', 'server', 'shared'],
  // A route handler is its own action: it calls the domain function itself.
  route: [
    'app',
    'query',
    'action',
    'auth',
    'forms',
    'server',
    'shared',
    'domain',
    'input',
    'events',
    'adapter',
    'worker',
  ],
  component: ['component', 'client', 'action', 'shared'],
  client: ['component', 'client', 'action', 'shared'],
  schema: ['schema', 'shared'],
  writer: ['db'],
  reader: ['db', 'writer'],
  db: ['db', 'schema', 'server', 'reader', 'writer'],
  shared: ['shared'],
  access: ['access', 'reader', 'writer', 'schema', 'events', 'server', 'shared'],
  auth: [
    'auth',
    'access',
    'domain',
    'db',
    'reader',
    'writer',
    'schema',
    'events',
    'forms',
    'server',
    'shared',
    'adapter',
  ],
  events: ['events', 'access', 'writer', 'schema', 'server', 'shared'],
  worker: ['worker', 'subscriber', 'events', 'writer', 'server', 'shared'],
  // Whatever follows from an event: the one place where domain functions and adapters meet.
  subscriber: ['subscriber', 'domain', 'query', 'adapter', 'access', 'writer', 'schema', 'events', 'server', 'shared'],
  forms: ['forms', 'auth', 'domain', 'writer', 'schema', 'server', 'shared'],
  adapter: ['adapter', 'access', 'server', 'shared'],
  server: ['server', 'db', 'shared', 'worker'],
  query: ['query', 'access', 'server', 'shared', 'adapter'],
  action: ['action', 'forms', 'input', 'domain', 'auth', 'server', 'shared'],
  input: ['input', 'shared', 'server'],
  domain: ['domain', 'input', 'access', 'writer', 'schema', 'events', 'server', 'shared', 'query'],
};

/** Layers of which only the types may be used. */
const typesOf: Partial<Record<Layer, readonly Layer[]>> = { query: ['input'] };

/** Modules that take part in the work of another layer, each with its reason. */
const exceptions: Record<string, readonly Layer[]> = {
  // Types of who asks and of what the frame shows; they are made elsewhere.
  'lib/access/viewer': ['app', 'route', 'forms', 'action', 'component', 'client'],
  'lib/access/session': ['app'],
};

/**
 * Why this file may not import that one, or null when it may. A domain's queries may be spread over several files:
 * `reads` tells those from its domain functions.
 */
export function forbiddenImport(
  source: Source,
  { target, isTypeOnly }: Import,
  reads: (module: string) => boolean = () => false,
): string | null {
  const from = layerOf(source.path.replace(/\.tsx?$/, ''));
  const to = layerOf(target);
  if (from === 'package' || to === 'package') return null;
  const may = allowed[from];
  if (may === 'everything' || may.includes(to)) return null;
  if (entrances[target]?.includes(from)) return null;
  if (['query', 'adapter'].includes(from) && to === 'domain' && reads(target)) return null;
  if (isTypeOnly && (typesOf[from]?.includes(to) || exceptions[target]?.includes(from))) return null;
  return `${source.path} (${from}) imports ${target} (${to})`;
}

/** Single doors into a layer, each with its reason. */
const entrances: Record<string, readonly Layer[]> = {
  // A page may ask to open a place with a permission, which is audited.
  'lib/access/oversee': ['app', 'route'],
  // An index is built outside any transaction, which db/writer cannot do: in the background, for a field that an admin marked.
  'db/record-index': ['subscriber'],
  // What the start of the app brings up.
  'lib/realtime/embedded/start': ['server'],
};

/** The few that read the database outside lib/access: each for the reason that stands beside it. */
const readers: Record<string, string> = {
  'lib/readiness.ts': 'asks whether the database answers',
  'lib/boot.ts': 'opens it',
  'lib/server/shutdown.ts': 'closes it',
};

/** db/reader and db/open are doors past the access rules. */
export function bypassesAccess(source: Source, { target }: Import): string | null {
  const layer = layerOf(source.path.replace(/\.tsx?$/, ''));
  if (!['db/reader', 'db/open'].includes(target)) return null;
  if (['access', 'db', 'reader', 'writer', 'test'].includes(layer) || source.path in readers) return null;
  return `${source.path} imports ${target}, which only lib/access may`;
}
