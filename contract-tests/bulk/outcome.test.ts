import { describe, expect, test } from '@jest/globals';
import { isAboutItems, isPartialFailure, outcomeOf } from '../../src/bulk/send-chunk.js';
import {
  AbortError,
  ApiError,
  type Attempt,
  type BigCommerceError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
  UnexpectedRedirectError,
} from '../../src/index.js';
import { createApiError } from '../../src/transport/response.js';
import { VALUES_PATH } from '../support/server.js';

type History = readonly (number | 'applied?' | 'not sent')[];

/** Attempts by their status; or without one, when the store may have carried it out or surely has not. */
const attemptsOf = (history: History): Attempt[] =>
  history.map((step, index) => ({
    operationId: 'upsertCustomerAttributeValues',
    attempt: index + 1,
    status: typeof step === 'number' ? step : undefined,
    requestId: undefined,
    reason: String(step),
    durationMs: 1,
    waitedMs: 0,
    retryInMs: undefined,
    rateLimit: undefined,
    mayHaveTakenEffect: step === 'applied?' || (typeof step === 'number' && step >= 500),
  }));

const callWith = (history: History) =>
  ({
    operationId: 'upsertCustomerAttributeValues',
    method: 'PUT',
    path: VALUES_PATH,
    attempts: attemptsOf(history),
  }) as const;

const api = (status: number, body?: unknown, before: History = []): ApiError => {
  const details = { ...callWith([...before, status]), status, body, requestId: undefined, rateLimit: undefined };
  return status < 300 ? new ApiError(details) : createApiError(details);
};
const network = (code: string, before: History = []) =>
  new NetworkError({
    ...callWith([...before, code === 'ECONNREFUSED' ? 'not sent' : 'applied?']),
    code,
    sent: code !== 'ECONNREFUSED',
    cause: undefined,
  });
const timeout = (sent: boolean, before: History = []) => new TimeoutError({ ...callWith(before), timeoutMs: 1, sent });
const abort = (sent: boolean, before: History = []) => new AbortError({ ...callWith(before), reason: undefined, sent });
const malformed = new MalformedResponseError({
  ...callWith([200]),
  ...{
    problem: 'has no body',
    isUnreadable: true,
    status: 200,
    requestId: undefined,
    contentType: undefined,
    body: '',
  },
});
const redirect = new UnexpectedRedirectError({
  ...callWith([302]),
  status: 302,
  requestId: undefined,
  location: undefined,
  wasFollowed: false,
});

const counts = (success: unknown, failed: unknown) => ({ meta: { total: 4, success, failed } });

describe('what becomes of four items when their request ends with', () => {
  test.each<[string, BigCommerceError, ReturnType<typeof outcomeOf>]>([
    ['400', api(400), 'failed'],
    ['404', api(404), 'failed'],
    ['409', api(409), 'failed'],
    ['413', api(413), 'failed'],
    ['422', api(422, { errors: { '0.data': 'bad' } }), 'failed'],
    ['507, which the store may have noticed late', api(507), 'unknown'],
    ['401', api(401), 'unsent'],
    ['403', api(403), 'unsent'],
    ['429', api(429), 'unsent'],
    ['408', api(408), 'unknown'],
    ['425', api(425), 'unknown'],
    ['500', api(500), 'unknown'],
    ['503', api(503), 'unknown'],
    ['a redirect', redirect, 'unknown'],
    ['an answer that cannot be read', malformed, 'unknown'],
    ['a connection that broke', network('ECONNRESET'), 'unknown'],
    ['no connection', network('ECONNREFUSED'), 'unsent'],
    ['a timeout', timeout(true), 'unknown'],
    ['no time left to send it', timeout(false), 'unsent'],
    ['an abort under way', abort(true), 'unknown'],
    ['an abort before', abort(false), 'unsent'],
    ['a request that cannot be written', new InvalidRequestError([]), 'unsent'],
  ])('%s', (_, error, expected) => {
    expect(outcomeOf(error, 4)).toBe(expected);
  });

  test.each<[History, BigCommerceError, ReturnType<typeof outcomeOf>]>([
    [[429], api(422, {}, [429]), 'failed'],
    [[429, 'not sent'], api(401, {}, [429, 'not sent']), 'unsent'],
    [[502], api(422, {}, [502]), 'unknown'],
    [[429, 502], api(429, {}, [429, 502]), 'unknown'],
    [['applied?'], api(401, {}, ['applied?']), 'unknown'],
    [['applied?'], network('ECONNREFUSED', ['applied?']), 'unknown'],
    [['not sent'], network('ECONNREFUSED', ['not sent']), 'unsent'],
    [[502], api(404, counts(0, 4), [502]), 'unknown'],
    [['applied?'], abort(true, ['applied?']), 'unknown'],
    [[429], abort(false, [429]), 'unsent'],
  ])('an error after attempts that ended with %j', (_, error, expected) => {
    expect(outcomeOf(error, 4)).toBe(expected);
  });
});

describe('what becomes of four items when the answer counts what worked', () => {
  test.each<[number, unknown, ReturnType<typeof outcomeOf>]>([
    [200, counts(0, 4), 'failed'],
    [200, counts(undefined, 4), 'failed'],
    [200, counts(0, 9), 'unknown'],
    [200, { meta: { total: 9, success: 0, failed: 4 } }, 'unknown'],
    [200, counts(false, 4), 'unknown'],
    [200, counts({ toString: 1 }, 4), 'unknown'],
    [200, counts(0, { valueOf: 1, toString: 1 }), 'unknown'],
    [200, counts('0', '4'), 'failed'],
    [200, counts(3, 1), 'unknown'],
    [200, counts(0, 3), 'unknown'],
    [200, counts(1, 4), 'unknown'],
    [200, counts(3, undefined), 'unknown'],
    [200, counts('none', 'all'), 'unknown'],
    [200, { errors: ['some'] }, 'unknown'],
    [422, counts(0, 4), 'failed'],
    [422, counts(2, 2), 'unknown'],
    [422, { meta: {} }, 'failed'],
    [500, counts(0, 4), 'unknown'],
  ])('%i with %j', (status, body, expected) => {
    expect(outcomeOf(api(status, body), 4)).toBe(expected);
  });
});

describe('whether other requests may still work', () => {
  test.each<[string, BigCommerceError | undefined, boolean]>([
    ['a refusal', api(422), true],
    ['a conflict', api(409), true],
    ['a success that reports failures', api(200, counts(3, 1)), true],
    ['values that the client refuses', new InvalidRequestError([]), true],
    ['a path that does not exist', api(404), false],
    ['credentials', api(401), false],
    ['the quota', api(429), false],
    ['an outage', api(503), false],
    ['a connection', network('ECONNRESET'), false],
    ['an abort', abort(true), false],
    ['no error', undefined, false],
  ])('after %s', (_, error, expected) => {
    expect(isAboutItems(error)).toBe(expected);
  });

  test.each([
    [200, true],
    [207, true],
    [422, false],
  ])('a partial failure is a success that reports one: %i', (status, expected) => {
    expect(isPartialFailure(api(status))).toBe(expected);
    expect(isPartialFailure(new Error('x'))).toBe(false);
  });
});
