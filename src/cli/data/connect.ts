import {
  type Attempt,
  type BigCommerceError,
  type CustomersClient,
  createCustomersClient,
  InvalidRequestError,
  ValidationError,
} from '../../index.js';
import { UsageError } from '../command.js';
import { type Io, plainText } from '../io.js';

/** A client of the store that the environment names. */
export interface Connection {
  readonly client: CustomersClient;
  /** `store abc123`, and where it is called if that is not the API itself. */
  readonly store: string;
}

/**
 * The token is taken from the environment only: arguments are in the history of the shell and in the list of processes.
 *
 * @param say Where the client tells of trouble that it sits out. Default: a line on standard error.
 * @throws UsageError when a variable is missing, or the client does not take it.
 */
export function connect(
  command: string,
  givenBaseUrl: string | undefined,
  { env, stderr, now }: Io,
  say: (line: string) => void = (line) => stderr.write(`${plainText(line)}\n`),
): Connection {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  const missing = Object.entries({ BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0)
    throw new UsageError(`bigcommerce-customers ${command}: set ${missing.join(' and ')} in the environment`);
  const baseUrl = givenBaseUrl ?? (env['BIGCOMMERCE_BASE_URL'] || undefined);
  try {
    const store = `store ${storeHash}${baseUrl === undefined ? '' : ` at ${baseUrl}`}`;
    const onAttempt = createTroubleTeller(store, say, now);
    const address = baseUrl === undefined ? {} : { baseUrl };
    return { client: createCustomersClient({ storeHash, accessToken, onAttempt, ...address }), store };
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new UsageError(`bigcommerce-customers ${command}: ${error.message}`);
  }
}

/** Something that passes, as far as the client knows. */
export interface Trouble {
  /** Troubles of the same kind are told of once in a while. */
  readonly kind: 'unreachable' | 'late' | 'failing' | 'too many requests' | 'unreadable';
  /** What went wrong, in words that follow the name of the store. */
  readonly text: string;
}

/** What is wrong where a request is to be sent again; `undefined` where it is not, and the command tells of it in the end. */
export function troubleOf({ status, reason, retryInMs }: Attempt): Trouble | undefined {
  if (retryInMs === undefined) return undefined;
  if (status === 429) return { kind: 'too many requests', text: 'takes no more requests for now (429)' };
  if (status !== undefined && status >= 500) return { kind: 'failing', text: `answers ${status}` };
  if (status !== undefined) return { kind: 'unreadable', text: 'gives answers that cannot be read' };
  const [name, code] = reason.split(' ');
  if (name === 'TimeoutError') return { kind: 'late', text: 'does not answer in time' };
  const text = CODES.get(code ?? '') ?? 'cannot be reached';
  return { kind: 'unreachable', text: code === undefined ? text : `${text} (${code})` };
}

/** What systems and runtimes call it. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'cannot be reached: nothing listens at that address'],
  ['ENOTFOUND', 'cannot be reached: there is no server of that name'],
  ['EAI_AGAIN', 'cannot be reached: the name of the server cannot be looked up now'],
  ['UND_ERR_CONNECT_TIMEOUT', 'cannot be reached: no connection came about in time'],
  ['ECONNRESET', 'broke off the connection'],
  ['UND_ERR_SOCKET', 'broke off the connection'],
]);

/** Tells of trouble of each kind at once, and then no more often than each half minute. */
export function createTroubleTeller(
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

/** `0.8 s`, `12 s`. Never less than it is. */
function seconds(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.ceil(milliseconds / 100) / 10} s` : `${Math.ceil(milliseconds / 1_000)} s`;
}

const SILENT_MS = 30_000;

/**
 * Why items are not done that one error is about, one for each. The store numbers the items of a request, which nobody
 * sees; where it names as many as there are, each gets what is said about it alone.
 */
export function reasonsFor(error: BigCommerceError, itemCount: number): readonly string[] {
  const byPosition = new Map<number, string[]>();
  for (const { key, message } of error instanceof ValidationError ? error.details : []) {
    const [, position, member = ''] = /^(\d+)\.(.*)$/.exec(key) ?? [];
    if (position === undefined) continue;
    const said = byPosition.get(Number(position)) ?? [];
    said.push(member === '' || member === 'data' ? message : `${member}: ${message}`);
    byPosition.set(Number(position), said);
  }
  if (!(error instanceof ValidationError) || byPosition.size !== itemCount)
    return Array.from({ length: itemCount }, () => error.message);
  const inOrder = [...byPosition].sort(([one], [other]) => one - other);
  const id = error.requestId === undefined ? '' : `, request id ${error.requestId}`;
  return inOrder.map(([, said]) => `${said.join('; ')} (${error.status}${id})`);
}
