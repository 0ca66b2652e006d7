import nock from 'nock';

/** Requests to this machine go through to it, unless exchanges are recorded for it; others must find a recorded one. */
const LOOPBACK = /^https?:\/\/127\.0\.0\.1[:/]/;

interface SeenRequest {
  readonly method?: string;
  readonly href?: string;
}

const unmatched: string[] = [];

/** nock passes the request alone when it knows nothing of the host, and the options as well when it does. */
function noteUnmatched(request: SeenRequest, options?: SeenRequest): void {
  const { method, href = '' } = options ?? request;
  if (options !== undefined || !LOOPBACK.test(href)) unmatched.push(`${method} ${href}`);
}

export function startGuard(): void {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^127\.0\.0\.1(:\d+)?$/);
  nock.emitter.on('no match', noteUnmatched);
}

/**
 * Forgets all recorded exchanges.
 *
 * @throws Error when one was not used, or when a request found none. The client may have swallowed that.
 */
export function settleGuard(): void {
  const unused = nock.pendingMocks();
  const missed = unmatched.splice(0);
  nock.abortPendingRequests();
  nock.cleanAll();
  if (unused.length > 0) throw new Error(`recorded exchanges that were not used:\n${unused.join('\n')}`);
  if (missed.length > 0) throw new Error(`requests that no recorded exchange answers:\n${missed.join('\n')}`);
}

export function stopGuard(): void {
  nock.emitter.off('no match', noteUnmatched);
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
}
