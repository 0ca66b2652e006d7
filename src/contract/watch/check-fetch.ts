import { InvalidRequestError } from '#errors';
import { checkFunction, checkOptions } from '../../options.js';
import { toWireRequest, toWireResponse } from '../exchange.js';
import { createCollector, createWatcher, type Findings, WATCHER_CHECKS, type WatcherOptions } from './checker.js';

type PlatformFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** A `fetch` that notes what breaks the contract. */
export interface CheckedFetch extends PlatformFetch, Findings {}

/**
 * Wraps a `fetch`, and checks what passes through it: each request to the origin of the API and the answer to it. Callers
 * get what they would get without it; what is found waits for `assert`, because HTTP clients would take an error in place
 * of an answer for a broken connection, and try again. An answer is given when its body has arrived completely.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @throws TypeError when neither the contract nor `origin` names the host of the API.
 * @example
 * const checked = checkFetch(globalThis.fetch);
 * globalThis.fetch = checked;
 * afterEach(() => checked.assert());
 */
export function checkFetch(fetch: PlatformFetch, options: WatcherOptions = {}): CheckedFetch {
  const problem = checkFunction(fetch);
  if (problem) throw new InvalidRequestError([{ path: 'fetch', message: problem }]);
  const checker = createWatcher(checkOptions(options, WATCHER_CHECKS));
  const findings = createCollector();

  const checked: PlatformFetch = async (input, init) => {
    if (!checker.covers(input instanceof Request ? input.url : String(input))) return fetch(input, init);
    const isStream = init?.body instanceof ReadableStream;
    // A stream can be read once, so that what is sent is the request that was made of it. Other arguments are passed on as
    // they are: a copy would lose what only some runtimes know.
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    const sent = await toWireRequest(request).catch(() => undefined);
    if (sent) findings.add(checker.checkRequest(sent));
    const answer = await (isStream ? fetch(request) : fetch(input, init));
    // An answer whose body breaks off is none. The caller learns of that by reading it.
    const received = await toWireResponse(answer).catch(() => undefined);
    if (sent && received) findings.add(checker.checkAnswer({ request: sent, response: received }));
    return answer;
  };
  return withFindings(checked, findings);
}

/** The findings change, so that the function has a member that looks at them, and no copy. */
function withFindings(fetch: PlatformFetch, findings: Findings): CheckedFetch {
  const checked = Object.assign(fetch, { violations: findings.violations, assert: findings.assert });
  return Object.defineProperty(checked, 'violations', { get: () => findings.violations });
}
