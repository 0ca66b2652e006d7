import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** Connections that are kept open for the next request. */
export interface Connections {
  readonly agents: Readonly<Record<string, http.Agent | undefined>>;
  /** Notes how long a server keeps a connection, from the Keep-Alive header of a response. */
  noteKeepAlive(socket: Socket, header: string): void;
  /** Whether a connection that was kept has brought nothing since it was taken up again. */
  isSilent(socket: Socket): boolean;
  /** Whether there are connections that are not in use. */
  hasIdle(): boolean;
  /** Closes all connections that are not in use. */
  closeIdle(): void;
}

/** What Node knows of a connection, besides its declared members. */
interface KeepingAgent extends http.Agent {
  keepSocketAlive(socket: Socket): boolean;
  reuseSocket(socket: Socket, request: http.ClientRequest): void;
}

/**
 * Keeps connections as Node does, with two differences. It closes idle ones before servers do: a request that is sent at the
 * same moment would be lost. And it closes those on which bytes arrive that nobody asked for: they would be taken for the
 * response to the next request.
 */
export function keepConnections(): Connections {
  const idleMs = new WeakMap<Socket, number>();
  /** The bytes that a connection had brought when it became idle, for the first time or again. */
  const bytesRead = new WeakMap<Socket, number>();
  const idle = new Set<Socket>();

  const care = (agent: http.Agent): http.Agent => {
    const keeping = agent as KeepingAgent;
    const reuse = keeping.reuseSocket;
    keeping.keepSocketAlive = (socket) => {
      const keepMs = idleMs.get(socket) ?? DEFAULT_IDLE_MS;
      if (keepMs <= 0) return false;
      if (!bytesRead.has(socket)) watch(socket);
      bytesRead.set(socket, socket.bytesRead);
      idle.add(socket);
      socket.unref();
      if (socket.timeout !== keepMs) socket.setTimeout(keepMs);
      return true;
    };
    keeping.reuseSocket = (socket, request) => {
      idle.delete(socket);
      reuse.call(agent, socket, request);
    };
    return agent;
  };

  const watch = (socket: Socket) => {
    socket.setKeepAlive(true, KEEP_ALIVE_PROBE_MS);
    socket.on('data', () => idle.has(socket) && socket.destroy());
    socket.on('close', () => idle.delete(socket));
  };

  return {
    agents: {
      'http:': care(new http.Agent({ keepAlive: true })),
      'https:': care(new https.Agent({ keepAlive: true })),
    },
    noteKeepAlive(socket, header) {
      const seconds = /timeout=(\d+)/.exec(header)?.[1];
      if (seconds) idleMs.set(socket, Math.min(Number(seconds) * 1_000 - MARGIN_MS, LONGEST_IDLE_MS));
    },
    isSilent: (socket) => bytesRead.get(socket) === socket.bytesRead,
    hasIdle: () => idle.size > 0,
    closeIdle() {
      for (const socket of idle) socket.destroy();
    },
  };
}

/** Servers that do not say how long they wait, wait for 5 seconds or longer. */
const DEFAULT_IDLE_MS = 4_000;

/** A request may be on its way for so long. */
const MARGIN_MS = 1_000;

/** Load balancers forget connections without telling anybody, some after a minute. */
const LONGEST_IDLE_MS = 50_000;

/** As Node's own agents have it. */
const KEEP_ALIVE_PROBE_MS = 1_000;
