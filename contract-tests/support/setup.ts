import { afterAll, afterEach, beforeAll } from '@jest/globals';
import nock from 'nock';

/** Requests that no recorded exchange answers. The client may swallow the failure; the test must not. */
const unmatched: string[] = [];

/** Requests to this machine go through to it. */
const LOOPBACK = /^https?:\/\/127\.0\.0\.1[:/]/;

interface SeenRequest {
  readonly method?: string;
  readonly href?: string;
}

/** nock passes the request alone when it knows nothing of the host, and the options as well when it does. */
const onNoMatch = (request: SeenRequest, options?: SeenRequest) => {
  const { method, href = '' } = options ?? request;
  if (!LOOPBACK.test(href)) unmatched.push(`${method} ${href}`);
};

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^127\.0\.0\.1(:\d+)?$/);
  nock.emitter.on('no match', onNoMatch);
});

afterEach(() => {
  const unused = nock.pendingMocks();
  const missed = unmatched.splice(0);
  nock.abortPendingRequests();
  nock.cleanAll();
  if (unused.length > 0) throw new Error(`recorded exchanges that were not used:\n${unused.join('\n')}`);
  if (missed.length > 0) throw new Error(`requests that no recorded exchange answers:\n${missed.join('\n')}`);
});

afterAll(() => {
  nock.emitter.off('no match', onNoMatch);
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});
