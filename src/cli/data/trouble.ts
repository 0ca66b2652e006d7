import type { Attempt } from '../../index.js';

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
