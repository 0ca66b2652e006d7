import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Debian's `redis-server`, unless `REDIS_SERVER` names another one. */
const PROGRAM = process.env['REDIS_SERVER'] ?? '/usr/bin/redis-server';

/** A Redis of one test, on this machine. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it has written to its disk. */
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** @param settings Further ones of `redis-server`: `['--appendonly', 'yes']`. */
export async function startRedis(settings: readonly string[] = []): Promise<RedisServer> {
  await access(PROGRAM).catch(() => {
    throw new Error(
      `There is no ${PROGRAM}: install it (apt-get install redis-server), or name another in REDIS_SERVER.`,
    );
  });
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;
  const kill = async () => {
    const ending = server;
    server = undefined;
    if (ending?.kill('SIGKILL')) await once(ending, 'exit');
  };
  const start = async () => {
    const argv = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings];
    server = spawn(PROGRAM, argv, { stdio: 'ignore' });
    const isEnded = once(server, 'exit').then(() => true);
    for (let tries = 0; !(await isReachable(port)); tries += 1) {
      if (tries > 500 || (await Promise.race([isEnded, pause(20, false)])))
        throw new Error(`${PROGRAM} did not start on port ${port}.`);
    }
  };
  await start();
  const stop = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, kill, start, stop };
}

/** A Redis that the environment names in `REDIS_URL`, or one that is started. Its keys are the caller's to choose. */
export async function useRedis(): Promise<Pick<RedisServer, 'url' | 'stop'>> {
  const url = process.env['REDIS_URL'];
  return url ? { url, stop: async () => {} } : startRedis();
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

async function isReachable(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
