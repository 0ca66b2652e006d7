import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const ORIGINAL = { Request: globalThis.Request, Response: globalThis.Response };

describe('a sandbox', () => {
  test('cannot be reached from other machines', async () => {
    const sandbox = await start();
    expect(new URL(sandbox.url).hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal),
    );
    const [other] = others;
    if (!other) return;
    const socket = connect(Number(new URL(sandbox.url).port), other.address);
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
  });

  test('leaves the globals of the process alone', async () => {
    await start();
    expect(globalThis.Request).toBe(ORIGINAL.Request);
    expect(globalThis.Response).toBe(ORIGINAL.Response);
  });

  test('can be stopped during calls, and more than once', async () => {
    const sandbox = await start();
    sandbox.faults.next('stall');
    const stalled = send(sandbox, 'DELETE', '/customers').catch(() => 'ended');
    while (sandbox.faults.planned > 0) await new Promise((resolve) => setImmediate(resolve));
    await sandbox.stop();
    expect(await stalled).toBe('ended');
    await sandbox.stop();
  });
});
