import { inspect } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { outcomeOf } from '../../../src/bulk/send-chunk.js';
import { bigcommerceContract, type ContractGuardOptions, contractGuard } from '../../../src/contract/index.js';
import {
  type BulkError,
  ContractViolationError,
  type CustomersClientOptions,
  createCustomersClient,
  type Violation,
} from '../../../src/index.js';

const TOKEN = 'secret';
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const VALUE = { id: 5, customer_id: 1, attribute_id: 4, attribute_value: 10 };
const BROKEN = { ...PAGE, data: [VALUE] };
/** A contract that has no operation, so that any request breaks it. */
const NOTHING = { ...bigcommerceContract, operations: {} };

/** A client under guard, whose requests are answered by the given responses in turn, the last one again and again. */
function guarded(guard: ContractGuardOptions, answers: readonly Response[], options: CustomersClientOptions = {}) {
  const fetch = jest.fn(async (_url: string, _init: RequestInit) => {
    const answer = answers[Math.min(fetch.mock.calls.length, answers.length) - 1];
    return answer?.clone() ?? Response.error();
  });
  const retry = { minDelayMs: 1, maxDelayMs: 1 };
  const base = { storeHash: 'abc123example', accessToken: TOKEN, fetch, retry };
  const client = createCustomersClient({ ...base, ...options, contract: contractGuard(guard) });
  return { client, fetch };
}

const json = (body: unknown, status = 200) => Response.json(body, { status });
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a guard that throws', () => {
  test('lets pass what conforms', async () => {
    const { client } = guarded({ onViolation: 'throw' }, [json(PAGE)]);
    await expect(client.attributeValues.list({ 'customer_id:in': [1, 2] })).resolves.toEqual(PAGE);
    const { client: another } = guarded({}, [new Response(null, { status: 204 })]);
    await another.customers.delete([1]);
  });

  test('makes an error of an answer that the client alone would take', async () => {
    const { client, fetch } = guarded({}, [json(BROKEN)]);
    const error = await errorOf(client.attributeValues.list());
    expect(error).toBeInstanceOf(ContractViolationError);
    expect(error).toMatchObject({
      name: 'ContractViolationError',
      operationId: 'listCustomerAttributeValues',
      status: 200,
      violations: [{ pointer: '/response/body/data/0/attribute_value', keyword: 'type', actual: 10 }],
      attempts: [{ status: 200, reason: 'HTTP 200' }],
    });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('stops a request before it is sent', async () => {
    const { client, fetch } = guarded({ contract: NOTHING }, [json(PAGE)]);
    const error = await errorOf(client.attributeValues.list());
    expect(error).toMatchObject({
      name: 'ContractViolationError',
      operationId: 'listCustomerAttributeValues',
      status: undefined,
      violations: [{ location: 'request.path', keyword: 'paths' }],
      attempts: [],
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test('does not look at requests that a dry run shows', async () => {
    const { client } = guarded({ contract: NOTHING }, [json(PAGE)]);
    await expect(client.customers.delete([1], { dryRun: true })).resolves.toMatchObject({ requests: [{}] });
  });

  test('repeats what would be repeated without it, and keeps the error that it would have been', async () => {
    const recovering = guarded({}, [json({ title: 5 }, 503), json(PAGE)]);
    await expect(recovering.client.attributeValues.list()).resolves.toEqual(PAGE);
    expect(recovering.fetch).toHaveBeenCalledTimes(2);
    const lost = guarded({}, [json({ title: 5 }, 404)]);
    expect(await errorOf(lost.client.attributeValues.list())).toMatchObject({
      name: 'ContractViolationError',
      status: 404,
      cause: { name: 'NotFoundError', status: 404 },
    });
  });

  test('knows the API at another base URL', async () => {
    const { client } = guarded({}, [json(PAGE)], { baseUrl: 'http://127.0.0.1:9/proxy/' });
    await expect(client.attributeValues.list()).resolves.toEqual(PAGE);
  });

  test('shows no credential, however short it is', async () => {
    const { client } = guarded({}, [json({ ...BROKEN, data: `a ${TOKEN}` })]);
    const error = await errorOf(client.attributeValues.list());
    expect(error).toMatchObject({ violations: [{ actual: 'a [redacted]' }] });
    expect(inspect(error, { depth: null })).not.toContain(TOKEN);
  });

  test('tolerates what is allowed', async () => {
    const { client } = guarded({ allow: [{ keyword: 'type' }] }, [json(BROKEN)]);
    await expect(client.attributeValues.list()).resolves.toEqual(BROKEN);
  });

  test('finds what nobody has declared where it is strict, and nothing of the kind in what the client itself sends', async () => {
    const strict = { allow: ['response.body:/links'] };
    const added = [
      { ...PAGE, links: {} },
      { ...PAGE, next: {} },
    ].map((body) => json(body));
    const { client } = guarded({ strict }, added);
    await client.attributeValues.list();
    await expect(client.attributeValues.list()).rejects.toMatchObject({
      violations: [{ keyword: 'undeclared', pointer: '/response/body/next' }],
    });
    const { client: another } = guarded({ strict }, [Response.json(PAGE, { headers: { 'X-New': '1' } })]);
    await expect(another.attributeValues.list()).rejects.toMatchObject({
      violations: [{ keyword: 'undeclared', pointer: '/response/headers/x-new' }],
    });
  });

  test('reads the headers of answers that have no platform object', async () => {
    const asked: string[] = [];
    const answer = (type: string) => ({
      ...{ status: 200, ok: true, redirected: false, type: 'basic', url: '' },
      headers: {
        get: (name: string) => {
          asked.push(name);
          return name.toLowerCase() === 'content-type' ? type : null;
        },
      },
      text: async () => JSON.stringify(PAGE),
    });
    const list = (type: string) =>
      guarded({}, [], { fetch: { send: async () => answer(type) } }).client.attributeValues.list();
    await expect(list('application/json')).resolves.toEqual(PAGE);
    const none = { ...answer('text/plain'), status: 204, text: async () => '' };
    const length = { ...none, headers: { get: (name: string) => (/content-length|transfer/.test(name) ? '7' : null) } };
    const { client } = guarded({}, [], { fetch: { send: async () => length } });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      violations: [{ pointer: '/response/headers/content-length' }, { pointer: '/response/headers/transfer-encoding' }],
    });
    await expect(list('application/hal+json')).rejects.toMatchObject({ violations: [{ keyword: 'content' }] });
    expect(asked).toContain('x-rate-limit-requests-left');
  });
});

describe('the outcome of items whose answer breaks the contract', () => {
  test.each<[string, Response | undefined, 'failed' | 'unknown' | 'unsent']>([
    ['a success', new Response(null, { status: 204, headers: { 'Content-Type': 'text/plain' } }), 'unknown'],
    ['a success that the client cannot read either', new Response('late', { status: 200 }), 'unknown'],
    ['a failure of the server', json({ title: 5 }, 500), 'unknown'],
    ['a refusal', json({ title: 5 }, 404), 'failed'],
    ['a turning away', json({ title: 5 }, 401), 'unsent'],
    ['no answer, because the request breaks it', undefined, 'unsent'],
  ])('is what its status proves: %s', async (_, answer, outcome) => {
    const guard = answer ? {} : { contract: NOTHING };
    const { client } = guarded(guard, answer ? [answer] : [], { retry: { maxRetries: 0 } });
    const error = await errorOf(client.customers.delete([7, 8]));
    expect(error).toBeInstanceOf(ContractViolationError);
    expect(error instanceof ContractViolationError && outcomeOf(error, 2)).toBe(outcome);
    const attempts = answer ? [{ status: answer.status, mayHaveTakenEffect: outcome === 'unknown' }] : [];
    expect(error).toMatchObject({ attempts });
  });

  test('is told in a list of many requests, of which others worked', async () => {
    const answers = [new Response(null, { status: 204 }), new Response('late', { status: 200 })];
    const { client } = guarded({}, answers, { maxConcurrency: 1 });
    const ids = Array.from({ length: 2000 }, (_, index) => index + 1);
    const error = await errorOf(client.customers.delete(ids));
    expect(error).toMatchObject({ name: 'BulkError', cause: { name: 'ContractViolationError' } });
    const { done, unknown, unsent } = error as BulkError<number>;
    expect([...done, ...unknown, ...unsent]).toEqual(ids);
    expect([done, unknown, unsent].map((items) => items.length > 0)).toEqual([true, true, true]);
  });

  test('stays unknown when a request that was not looked at may have been carried out before', async () => {
    const chances = [0.9, 0.1];
    const guard = { contract: NOTHING, sample: 0.5, random: () => chances.shift() ?? 1 };
    const { client, fetch } = guarded(guard, [new Response('', { status: 500 })]);
    const error = await errorOf(client.customers.delete([7]));
    expect(error).toMatchObject({ name: 'ContractViolationError', status: undefined, attempts: [{ status: 500 }] });
    expect(error instanceof ContractViolationError && outcomeOf(error, 1)).toBe('unknown');
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('a guard that tells', () => {
  test('hands over violations of the request and of the answer, and changes nothing about the call', async () => {
    const told: (readonly Violation[])[] = [];
    const onViolation = (violations: readonly Violation[]) => {
      told.push(violations);
    };
    const { client } = guarded({ onViolation }, [json(BROKEN)]);
    await expect(client.attributeValues.list()).resolves.toEqual(BROKEN);
    await expect(guarded({ onViolation }, [json(PAGE)]).client.attributeValues.list()).resolves.toEqual(PAGE);
    expect(told).toMatchObject([[{ keyword: 'type' }]]);
    const { client: strict } = guarded({ onViolation, contract: NOTHING }, [json(PAGE)]);
    await expect(strict.attributeValues.list()).resolves.toEqual(PAGE);
    expect(told.slice(1)).toMatchObject([[{ keyword: 'paths' }]]);
  });

  test.each<[string, () => void]>([
    ['throws', () => JSON.parse('{')],
    ['rejects', () => Promise.reject(new Error('no log'))],
  ])('harms no call when it %s', async (_, onViolation) => {
    const { client } = guarded({ onViolation }, [json(BROKEN)]);
    await expect(client.attributeValues.list()).resolves.toEqual(BROKEN);
  });
});

describe('a sample', () => {
  test.each([
    [0, 0],
    [0.25, 2],
    [0.3, 3],
    [1, 10],
  ])('of %p looks at %p of ten requests', async (sample, expected) => {
    const onViolation = jest.fn();
    const chances = [0, 0.25, 0.5, 0.75, 0.9, 0.1, 0.6, 0.4, 0.3, 0.99];
    const { client } = guarded({ onViolation, sample, random: () => chances.pop() ?? 1 }, [json(BROKEN)]);
    for (let call = 0; call < 10; call += 1) await client.attributeValues.list();
    expect(onViolation).toHaveBeenCalledTimes(expected);
  });
});

describe('options of a guard', () => {
  test.each<[object, string]>([
    [{ sample: 1.5 }, 'options.sample must be a number from 0 to 1'],
    [{ sample: -0.1 }, 'options.sample must be a number from 0 to 1'],
    [{ sample: Number.NaN }, 'options.sample must be a number from 0 to 1'],
    [{ sample: '0.5' }, 'options.sample must be a number from 0 to 1'],
    [{ onViolation: 'log' }, "options.onViolation must be 'throw' or a function"],
    [{ random: 0.5 }, 'options.random must be a function'],
    [{ onviolation: 'throw' }, 'options.onviolation is not an option'],
  ])('that are unusable are refused: %p', (options, message) => {
    expect(() => contractGuard(options)).toThrow(message);
  });

  test('are refused where the client wants the guard itself', () => {
    const contract = Object({ onViolation: 'throw' });
    expect(() => createCustomersClient({ storeHash: 'abc123example', accessToken: TOKEN, contract })).toThrow(
      'options.contract must be what contractGuard() gives',
    );
  });
});
