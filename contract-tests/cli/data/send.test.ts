import { describe, expect, test } from '@jest/globals';
import { planItems } from '../../../src/cli/data/items.js';
import { type SendSettings, sendPlan } from '../../../src/cli/data/send-plan.js';
import type { BulkProgress } from '../../../src/index.js';
import { DELETE_VALUES, UPSERT } from '../../../src/resources/attribute-values.js';
import { json, stored, valuesFor } from '../../support/store-stub.js';
import { createTransportStore, type SentRequest, type TransportStoreSettings } from '../../support/transport-store.js';

const firstOf = ({ body }: SentRequest): number => JSON.parse(body)[0].customer_id;

/** Sends values of 60 customers, ten to a request, and waits until the job has ended. */
async function send(
  settings: TransportStoreSettings,
  { count = 60, ...more }: Partial<SendSettings<ReturnType<typeof valuesFor>[number]>> & { count?: number } = {},
) {
  const store = createTransportStore(settings);
  const items = valuesFor(count).map((value, index) => ({
    value,
    key: String(index),
    source: { place: `a:${index}`, fields: {} },
  }));
  const chunks = planItems(store.transport, UPSERT, items);
  const job = sendPlan(store.transport, UPSERT, items, chunks, {
    signal: new AbortController().signal,
    noteDone: async () => {},
    onProgress: () => {},
    ...more,
  });
  const { doneCount, failures, stopReason, problem } = await store.clock.run(job);
  const numberOf = (wanted: string) => failures.filter(({ status }) => status === wanted).length;
  return {
    requests: store.requests.length,
    done: doneCount,
    failed: numberOf('failed'),
    unknown: numberOf('unknown'),
    unsent: numberOf('unsent'),
    stopReason,
    problem,
    places: failures.map(({ item }) => item.source.place),
    lastReason: failures.at(-1)?.reason,
  };
}

describe('a job', () => {
  test('ends with everything done when nothing fails', async () => {
    expect(await send({ answer: stored })).toMatchObject({ requests: 6, done: 60, places: [], stopReason: undefined });
  });

  test('stops after a failure that would hit other records as well, and says so of what was not sent', async () => {
    const answer = (request: SentRequest) => (firstOf(request) === 1 ? { status: 503 } : stored(request));
    const ended = await send({ answer });
    // The two others of the first three requests are under way by then.
    expect(ended).toMatchObject({ requests: 3, done: 20, unknown: 10, unsent: 30, problem: undefined });
    expect(ended.stopReason).toMatch(/HTTP 503/);
    expect(ended.lastReason).toBe('not sent because an earlier request failed');
  });

  test('goes on after a refusal, and lists failures in the order of the input whatever the order of answers', async () => {
    const ended = await send({
      answer: (request) => (firstOf(request) % 20 === 1 ? json(409, {}) : stored(request)),
      latencyMs: (_, number) => 100 - 10 * number,
    });
    expect(ended).toMatchObject({ requests: 6, done: 30, failed: 30, stopReason: undefined });
    const failed = [0, 20, 40].flatMap((start) => Array.from({ length: 10 }, (_, index) => `a:${start + index}`));
    expect(ended.places).toEqual(failed);
  });

  test('completes requests under way when it is cancelled, and sends nothing more', async () => {
    const controller = new AbortController();
    const answer = (request: SentRequest) => {
      if (firstOf(request) === 31) controller.abort();
      return stored(request);
    };
    // Three at once: the fourth is sent when the first has been answered.
    expect(await send({ answer }, { signal: controller.signal })).toMatchObject({
      done: 40,
      unknown: 0,
      unsent: 20,
      lastReason: 'not sent because the command was cancelled',
    });
  });

  test('does not wait for the rate limit or a retry when it is cancelled', async () => {
    const controller = new AbortController();
    let noted = 0;
    const noteDone = async () => {
      noted += 1;
      if (noted === 2) controller.abort();
    };
    const answer = (request: SentRequest) => {
      if (firstOf(request) === 1) return { status: 503 };
      const headers = { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '30000' };
      return { ...stored(request), headers: { ...stored(request).headers, ...headers } };
    };
    const settings = { answer, latencyMs: (_: unknown, number: number) => (number === 1 ? 10 : 100) };
    const options = { retry: { maxRetries: 5 } };
    const ended = await send({ ...settings, options }, { signal: controller.signal, noteDone });
    // The 503 may have taken effect; it is not tried again.
    expect(ended).toMatchObject({ requests: 3, done: 20, unknown: 10, unsent: 30 });
    expect(ended.stopReason).toBe('the command was cancelled');
  });

  test('sends nothing when it is cancelled beforehand', async () => {
    expect(await send({ answer: stored }, { signal: AbortSignal.abort() })).toMatchObject({
      requests: 0,
      unsent: 60,
      stopReason: 'the command was cancelled',
    });
  });

  test('does not know what became of an item when a defect comes between, and says so', async () => {
    const store = createTransportStore({ answer: stored });
    const broken = {
      ...UPSERT,
      readResults: () => {
        throw new TypeError('defect');
      },
    };
    const item = {
      value: valuesFor(1)[0] ?? { customer_id: 1, attribute_id: 1, value: '' },
      key: '',
      source: { place: 'a', fields: {} },
    };
    const settings = { signal: new AbortController().signal, noteDone: async () => {}, onProgress: () => {} };
    const job = sendPlan(store.transport, broken, [item], planItems(store.transport, broken, [item]), settings);
    await expect(store.clock.run(job)).resolves.toMatchObject({
      doneCount: 0,
      failures: [{ item, status: 'unknown', reason: expect.stringContaining('unexpected exception') }],
    });
  });

  test('is told how far it has come after each request', async () => {
    const seen: BulkProgress[] = [];
    await send({ answer: stored }, { onProgress: (progress) => void seen.push(progress) });
    expect(seen.map(({ done, total }) => [done, total])).toEqual([10, 20, 30, 40, 50, 60].map((done) => [done, 60]));
  });
});

describe('what is done', () => {
  test('is noted request by request, one after the other, also while an earlier request is still under way', async () => {
    const noted: string[] = [];
    let running = 0;
    const noteDone: SendSettings<unknown>['noteDone'] = async (items) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise(setImmediate);
      running -= 1;
      noted.push(`${items.length} from ${items[0]?.source.place}`);
    };
    await send({ answer: stored, latencyMs: (_, number) => (number === 1 ? 1_000 : 10) }, { count: 40, noteDone });
    expect(noted).toEqual(['10 from a:10', '10 from a:20', '10 from a:30', '10 from a:0']);
  });

  test('stops the job when it can no longer be noted', async () => {
    const problem = 'j: cannot be written: no space left';
    const noteDone = () => Promise.reject(new Error(problem));
    const ended = await send({ answer: stored }, { noteDone, count: 200 });
    expect(ended).toMatchObject({ problem, lastReason: 'not sent because an earlier request failed' });
    // Those that were under way.
    expect(ended.requests).toBeLessThanOrEqual(6);
    expect([ended.done + ended.unsent, ended.done]).toEqual([200, 10 * ended.requests]);
  });
});

test('ids take no more requests than their URLs need, however many there are', async () => {
  const store = createTransportStore({ answer: () => ({ status: 204 }) });
  const operation = DELETE_VALUES(store.transport.serverUrl);
  const ids = Array.from({ length: 5_000 }, (_, index) => 1_000_000 + index);
  const items = ids.map((value) => ({ value, key: String(value), source: { place: 'a', fields: {} } }));
  const chunks = planItems(store.transport, operation, items);
  const settings = { signal: new AbortController().signal, noteDone: async () => {}, onProgress: () => {} };
  await store.clock.run(sendPlan(store.transport, operation, items, chunks, settings));
  const called = createTransportStore({ answer: () => ({ status: 204 }) });
  await called.clock.run(called.client.attributeValues.delete(ids));
  expect(store.requests.map(({ url }) => url)).toEqual(called.requests.map(({ url }) => url));
});
