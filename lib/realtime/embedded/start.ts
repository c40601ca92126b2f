import 'server-only';
import { log } from '@/lib/log';
import { leaveAlone } from '@/lib/server/hook';
import { realtimeService, socketPath } from '@/lib/server/realtime-service';
import { closeFirst } from '@/lib/server/shutdown';
import { onUpgrade } from '@/lib/server/upgrade';
import { embeddedPort, noteEmbeddedPort } from './running';
import { startEmbeddedServer } from './server';

/** Starts the server for live pages, unless another service has been named. The app does without it when it cannot start. */
export async function startRealtime(): Promise<void> {
  const service = realtimeService();
  if (service.kind !== 'embedded' || embeddedPort() !== null) return;
  try {
    const server = await startEmbeddedServer({ credentials: service, onApi: leaveAlone });
    noteEmbeddedPort(server.apiPort);
    onUpgrade(socketPath, server.handleUpgrade);
    closeFirst(async () => {
      noteEmbeddedPort(null);
      await server.close();
    });
  } catch (error) {
    log.error('realtime.unavailable', error);
  }
}
