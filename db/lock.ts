import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { ConfigError } from '@/lib/env';

/**
 * Takes a directory for this process until it ends, however it ends, and returns how to give it back. A listening
 * socket is the lock, because the system frees it after kill -9 too: on Linux in the abstract namespace, which
 * leaves nothing behind; elsewhere as a file, where a file that nobody answers on is a dead process's.
 */
export async function lockDirectory(dir: string): Promise<() => Promise<void>> {
  const server = await (process.platform === 'linux' ? listen(abstractName(dir)) : listenOnFile(socketFile(dir)));
  if (!server) throw new ConfigError(`Another Chatter process is using the database in ${dir}. Stop it first.`);
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function abstractName(dir: string): string {
  const digest = createHash('sha256').update(realpathSync(dir)).digest('hex');
  return `\0chatter-${digest.slice(0, 32)}`;
}

function socketFile(dir: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\${abstractName(dir).slice(1)}` : path.join(dir, '..', 'pg.lock');
}

async function listenOnFile(file: string): Promise<net.Server | undefined> {
  const server = await listen(file);
  if (server || process.platform === 'win32' || (await isAnswered(file))) return server;
  rmSync(file, { force: true });
  return listen(file);
}

function listen(address: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.destroy();
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function isAnswered(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(file);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
