import { describe, expect, test } from '@jest/globals';
import { type ClientFetch, type RecordedStep, recordScenario } from '../../../src/cli/record/record-scenario.js';
import { SCENARIO } from '../../../src/cli/record/scenario.js';
import { checkExchange } from '../../../src/contract/index.js';
import { answerRequest } from '../../../src/sandbox/operations.js';
import type { StoreSeed } from '../../../src/sandbox/state.js';
import { createStore, SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { findSecrets } from '../../support/secrets.js';

const seed: StoreSeed = {
  customers: [23, 24],
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: [{ customerId: 24, attributeId: 3, value: 'Jane Doe' }],
};

/** A store with a `fetch` that calls it. `interfere` can replace its response. */
function storeWith(interfere: (request: Request, number: number) => Response | undefined = () => undefined) {
  const store = createStore({ seed, storeHash: 'k9q2z7w' });
  const requests: string[] = [];
  const fetch: ClientFetch = async (request) => {
    requests.push(`${request.method} ${new URL(request.url).search}`);
    const body = request.body ? await request.text() : undefined;
    const { method, url, headers } = request;
    const answer = answerRequest(store, { method, url, headers: Object.fromEntries(headers), body }, 0);
    const { status } = answer;
    return interfere(request, requests.length) ?? new Response(status === 204 ? null : answer.body, answer);
  };
  const settings = { storeHash: 'k9q2z7w', accessToken: SANDBOX_TOKEN, fetch };
  return { store, requests, settings };
}

const collect = async (recorded: AsyncIterable<RecordedStep>) => {
  const steps: RecordedStep[] = [];
  for await (const one of recorded) steps.push(one);
  return steps;
};
const storedTexts = ({ state }: ReturnType<typeof createStore>) => [...state.values.values()].map(({ value }) => value);

describe('recording', () => {
  test('only reads, unless it is given a value to write', async () => {
    const { settings, requests } = storeWith();
    const steps = await collect(recordScenario(SCENARIO.reads, settings));
    expect(steps).toHaveLength(SCENARIO.reads.length);
    expect(requests.every((request) => request.startsWith('GET '))).toBe(true);
  });

  test('leaves a store as it was, and saves exchanges that conform and reveal nothing about it', async () => {
    const { settings, store } = storeWith();
    const before = storedTexts(store);
    const steps = await collect(recordScenario(SCENARIO.writes({ customerId: 23, attributeId: 3 }), settings));
    expect(steps.map(({ step, error }) => [step.name, error])).toEqual([
      ['200-before', undefined],
      ['200-written', undefined],
      ['200-after', undefined],
      ['204-deleted', undefined],
    ]);
    expect(storedTexts(store)).toEqual(before);
    const exchanges = steps.flatMap((step) => step.exchanges);
    expect(exchanges.flatMap((exchange) => checkExchange(exchange))).toEqual([]);
    expect(findSecrets(JSON.stringify(exchanges))).toEqual([]);
    expect(JSON.stringify(exchanges)).not.toContain(SANDBOX_TOKEN);
  });

  test('overwrites nothing: if there is already a value, it stops before the first write', async () => {
    const { settings, store, requests } = storeWith();
    const steps = await collect(recordScenario(SCENARIO.writes({ customerId: 24, attributeId: 3 }), settings));
    expect(steps.at(-1)?.error?.message).toMatch(
      /customer 24 already has a value for attribute 3; nothing was written/,
    );
    expect(requests).toHaveLength(1);
    expect(storedTexts(store)).toEqual(['Jane Doe']);
  });

  test('deletes what it wrote even if the response to the write was lost', async () => {
    const { settings, store } = storeWith((request) =>
      request.method === 'PUT'
        ? new Response('<html></html>', { status: 200, headers: { 'Content-Type': 'text/html' } })
        : undefined,
    );
    const steps = await collect(recordScenario(SCENARIO.writes({ customerId: 23, attributeId: 3 }), settings));
    expect(steps.map(({ step, error }) => [step.name, error?.name])).toEqual([
      ['200-before', undefined],
      ['200-written', 'MalformedResponseError'],
      ['204-deleted', undefined],
    ]);
    expect(storedTexts(store)).toEqual(['Jane Doe']);
    expect(steps[1]?.exchanges).toMatchObject([{ response: { status: 200, body: '<html></html>' } }]);
  });
});
