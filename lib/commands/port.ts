import net from 'node:net';

/** Better said before a minute of building than after it. */
export function assertPortIsFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', () => reject(new Error(`port ${port} is in use. Set PORT to another one.`)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
