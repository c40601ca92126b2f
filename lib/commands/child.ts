import { type ChildProcess, spawn } from 'node:child_process';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export type ChildOptions = { env?: Record<string, string>; isQuiet?: boolean; onMessage?: (message: unknown) => void };

/**
 * Runs a node program to its end and resolves with its exit code. The child hears our signals and, by the closing
 * channel, of our sudden death, so that it never stays behind. A quiet one is heard only when it fails.
 */
export async function runChild(
  args: string[],
  { env = {}, isQuiet = false, onMessage }: ChildOptions = {},
): Promise<number> {
  const out = isQuiet ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, args, { stdio: ['inherit', out, out, 'ipc'], env: { ...process.env, ...env } });
  const output = collect(child);
  if (onMessage) child.on('message', onMessage);
  const release = shareFate(child);
  const code = await exitCode(child);
  release();
  if (code !== 0) for (const chunk of output) process.stderr.write(chunk);
  return code;
}

/** Passes our signals on, and takes the child along if we end first. */
function shareFate(child: ChildProcess): () => void {
  const forwards = signals.map((signal) => ({ signal, forward: () => void child.kill(signal) }));
  const kill = () => void child.kill('SIGKILL');
  for (const { signal, forward } of forwards) process.on(signal, forward);
  process.on('exit', kill);
  return () => {
    for (const { signal, forward } of forwards) process.off(signal, forward);
    process.off('exit', kill);
  };
}

function collect(child: ChildProcess): Buffer[] {
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  return output;
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
