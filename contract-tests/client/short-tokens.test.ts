import { describe, expect, test } from '@jest/globals';
import type { CustomersClientOptions } from '../../src/index.js';
import { json, stored, useStoreStub, valuesFor } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const uuids = Array.from({ length: 2 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

/** Every letter and digit, and what occurs in codes, counts, names and media types. */
const TOKENS = [...'0123456789abcdefghijklmnopqrstuvwxyz', 'E', 'ECONN', 'json', 'errors', 'meta', 'failed', '0.', '<'];

describe.each(TOKENS)(
  'a token that is part of what a store or a runtime says changes no decision: %s',
  (accessToken) => {
    const clientOf = (options: CustomersClientOptions = {}) => store.current.client({ accessToken, ...options });
    const failureOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

    test('a page is a page, and a value that the store refuses is set aside', async () => {
      const page = {
        data: [{ customer_id: 1, attribute_id: 2, attribute_value: 'text' }],
        meta: { pagination: { total: 1 } },
      };
      store.current.answerWith(json(200, page));
      expect(await clientOf().attributeValues.list()).toEqual(page);

      const values = valuesFor(10);
      store.current.answerWith((request) =>
        JSON.parse(request.body).length === 10
          ? json(422, { title: 'Refused.', errors: { '1.data': 'bad', '8.value': 'bad' } })
          : stored(request),
      );
      const failure = await failureOf(clientOf().attributeValues.upsert(values));
      const failed = [values[1], values[8]];
      expect(failure).toMatchObject({
        name: 'BulkError',
        failed,
        done: values.filter((value) => !failed.includes(value)),
      });
    });

    test('what a refused call did is told by its counts', async () => {
      const body = (success: number, failed: number) => ({ meta: { total: 2, success, failed }, errors: {} });
      const remove = () => failureOf(clientOf().segments.removeShopperProfiles(SEGMENT, uuids));
      store.current.answerWith(json(422, body(0, 2)));
      expect(await remove()).toMatchObject({ name: 'ValidationError' });
      store.current.answerWith(json(200, body(0, 2)));
      expect(await remove()).toMatchObject({ name: 'BulkError', failed: uuids });
      store.current.answerWith(json(200, body(1, 1)));
      expect(await remove()).toMatchObject({ name: 'BulkError', unknown: uuids });
    });

    test('a connection that was refused has sent nothing, and one that broke is tried again', async () => {
      const fetchThat = (code: string) => () => Promise.reject(Object.assign(new Error('no'), { code }));
      const retry = { maxRetries: 1, minDelayMs: 1, maxDelayMs: 1 };
      const refused = await failureOf(clientOf({ fetch: fetchThat('ECONNREFUSED') }).customers.delete([1]));
      expect(refused).toMatchObject({ name: 'NetworkError', sent: false });
      const broken = await failureOf(clientOf({ fetch: fetchThat('ECONNRESET'), retry }).customers.delete([1]));
      expect(broken).toMatchObject({ name: 'NetworkError', sent: true, attempts: [{ attempt: 1 }, { attempt: 2 }] });
      const late = await failureOf(clientOf({ fetch: fetchThat('ETIMEDOUT') }).customers.delete([1]));
      expect(late).toMatchObject({ name: 'TimeoutError' });
    });

    test('and what errors show of the response is masked', async () => {
      store.current.answerWith(
        json(422, { title: `no ${accessToken}`, errors: { [`1.${accessToken}`]: accessToken } }),
      );
      const failure = await failureOf(clientOf().customers.delete([1]));
      expect(failure).toMatchObject({ title: expect.stringContaining('[redacted]') });
      for (const member of ['title', 'errors', 'details', 'body'])
        expect(
          JSON.stringify(Reflect.get(Object(failure), member))
            .replaceAll('[redacted]', '')
            .replaceAll(/"(key|message|title|errors)":/g, ''),
        ).not.toContain(accessToken);
    });
  },
);
