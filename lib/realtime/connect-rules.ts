/** Where a page finds its real-time service. */
export type ClientConfig = {
  key: string;
  cluster: string;
  /** Null for the host of the cluster, or of the page itself where there is a path. */
  host: string | null;
  port: number | null;
  /** Below which the app's own server takes WebSockets; empty for a service outside. */
  path: string;
  hasTls: boolean;
};

/** Signs for channels and for the person alike. */
export const authPath = '/api/realtime/auth';

/** The one event there is. */
export const hintEvent = 'hint';

/** The options of `pusher-js`, on a page at this address. */
export function connectOptions(config: ClientConfig, page: { hostname: string; port: string }) {
  const { cluster, path, hasTls } = config;
  const host = config.host ?? (path ? page.hostname : null);
  const port = config.port ?? (path && page.port ? Number(page.port) : null);
  return {
    cluster,
    forceTLS: hasTls,
    enabledTransports: [hasTls ? ('wss' as const) : ('ws' as const)],
    ...(host && { wsHost: host }),
    ...(port && { wsPort: port, wssPort: port }),
    ...(path && { wsPath: path }),
    channelAuthorization: { endpoint: authPath, transport: 'ajax' as const },
    userAuthentication: { endpoint: authPath, transport: 'ajax' as const },
  };
}
