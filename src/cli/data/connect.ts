import { clientOver, createStoreTransport } from '../../client.js';
import type { Attempt, CustomersClient } from '../../index.js';
import { systemClock } from '../../transport/clock.js';
import type { Transport } from '../../transport/transport.js';
import type { Io } from '../io.js';
import { proxyFor } from '../proxy.js';
import { describeStore, readStoreSettings } from '../store-settings.js';
import { plainText } from '../text.js';

/** A connection to the store that is named in the environment. */
export interface Connection {
  readonly client: CustomersClient;
  /** What the client sends through, for the bulk engine. */
  readonly transport: Transport;
  /** `store abc123 at https://api.bigcommerce.com`: the address as requests go there, whatever was typed. */
  readonly store: string;
  /** Ends what is left of connections through a proxy. */
  close(): Promise<void>;
}

/**
 * Connects to the store that the environment names.
 *
 * @param say Reports temporary trouble. Default: a line on standard error.
 * @throws UsageError when a variable or `--base-url` is missing or invalid.
 */
export function connect(
  command: string,
  givenBaseUrl: string | undefined,
  { env, stderr, now }: Io,
  say: (line: string) => void = (line) => stderr.write(`${plainText(line)}\n`),
): Connection {
  const name = `bigcommerce-customers ${command}`;
  const settings = readStoreSettings(name, givenBaseUrl, env);
  const store = describeStore(name, settings, givenBaseUrl);
  const proxy = proxyFor(name, settings.baseUrl, env);
  const called = proxy ? `${store}, through the proxy ${proxy.host},` : store;
  const onAttempt = createTroubleReporter(called, say, now);
  const transport = createStoreTransport({ ...settings, ...(proxy && { fetch: proxy.fetch }), onAttempt }, systemClock);
  return { client: clientOver(transport), transport, store, close: async () => proxy?.close() };
}

/** A failure after which the client tries again. */
export interface Trouble {
  /** Trouble of the same kind is reported only once in a while. */
  readonly kind: 'unreachable' | 'late' | 'failing' | 'too many requests' | 'unreadable';
  /** What went wrong, as a phrase that follows the name of the store. */
  readonly text: string;
}

/** Describes why a request is retried. `undefined` if it is not: the command then reports the failure at the end. */
export function troubleOf({ status, reason, retryInMs }: Attempt): Trouble | undefined {
  if (retryInMs === undefined) return undefined;
  if (status === 429) return { kind: 'too many requests', text: 'accepts no more requests for now (429)' };
  if (status !== undefined && status >= 500) return { kind: 'failing', text: `responds with HTTP ${status}` };
  if (status !== undefined) return { kind: 'unreadable', text: 'sends responses that cannot be read' };
  const [name, code] = reason.split(' ');
  if (name === 'TimeoutError') return { kind: 'late', text: 'does not respond in time' };
  const text = CODES.get(code ?? '') ?? 'cannot be reached';
  return { kind: 'unreachable', text: code === undefined ? text : `${text} (${code})` };
}

/** Explains error codes of operating systems and runtimes. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'cannot be reached: nothing is listening at that address'],
  ['ENOTFOUND', 'cannot be reached: there is no server of that name'],
  ['EAI_AGAIN', 'cannot be reached: the name of the server cannot be looked up at the moment'],
  ['UND_ERR_CONNECT_TIMEOUT', 'cannot be reached: connecting took too long'],
  ['ECONNRESET', 'closed the connection'],
  ['UND_ERR_SOCKET', 'closed the connection'],
]);

/** Reports each kind of trouble at once, and then at most every 30 seconds. */
export function createTroubleReporter(
  store: string,
  say: (line: string) => void,
  now: () => Date,
): (attempt: Attempt) => void {
  const toldAt = new Map<Trouble['kind'], number>();
  return (attempt) => {
    const trouble = troubleOf(attempt);
    const time = now().getTime();
    if (!trouble || time - (toldAt.get(trouble.kind) ?? -Infinity) < SILENT_MS) return;
    toldAt.set(trouble.kind, time);
    say(`${store} ${trouble.text}; trying again in ${seconds(attempt.retryInMs ?? 0)}`);
  };
}

/** `0.8 s`, `12 s`; rounded up. */
function seconds(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.ceil(milliseconds / 100) / 10} s` : `${Math.ceil(milliseconds / 1_000)} s`;
}

const SILENT_MS = 30_000;
