import { expect, test } from '@jest/globals';
import { idTask } from '../../../src/cli/data/id-task.js';
import { type SendSettings, sendItems } from '../../../src/cli/data/send.js';
import { AbortError, createCustomersClient, NetworkError } from '../../../src/index.js';

const items = Array.from({ length: 1200 }, (_, index) => ({
  value: index,
  key: String(index),
  source: { place: `a:${index}`, fields: {} },
}));

/** Sends items in a way that ends as it is told, for each portion. */
async function sendWith(send: (portion: number) => Promise<void>, more: Partial<SendSettings<number>> = {}) {
  let portion = 0;
  const never = async () => {
    throw new Error('not called');
  };
  const task = idTask(['id'], {
    command: 'test',
    nouns: { one: 'item', many: 'items' },
    send: () => send(portion++),
    preview: never,
  });
  const settings: SendSettings<number> = {
    client: createCustomersClient({ storeHash: 'abc', accessToken: 'x' }),
    signal: new AbortController().signal,
    noteDone: async () => {},
    onProgress: () => {},
    ...more,
  };
  const { doneCount, failures, problem } = await sendItems(task, items, settings);
  const statuses = failures.map(({ status }) => status);
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    calls: portion,
    done: doneCount,
    failed: count('failed'),
    unknown: count('unknown'),
    unsent: count('unsent'),
    problem,
    lastReason: failures.at(-1)?.reason,
  };
}

const call = { operationId: 'deleteCustomers', method: 'DELETE', path: '/customers', attempts: [] } as const;

test('nothing more is sent when it cannot be noted any more what is done', async () => {
  const noteDone = async () => {
    throw new Error('j: cannot be written: no space left');
  };
  expect(await sendWith(async () => {}, { noteDone })).toMatchObject({
    calls: 1,
    done: 500,
    unsent: 700,
    problem: 'j: cannot be written: no space left',
  });
});

test('a failure that is not about items stops the job, and what follows was not sent because of it', async () => {
  const error = new NetworkError({ ...call, code: 'ECONNRESET', cause: new Error('reset') });
  const ended = await sendWith(async (portion) => {
    if (portion === 1) throw error;
  });
  expect(ended).toMatchObject({ calls: 2, done: 500, unknown: 500, unsent: 200, problem: undefined });
  expect(ended.lastReason).toBe(`not sent after: ${error.message}`);
});

test('an interruption stops the job', async () => {
  const error = new AbortError({ ...call, sent: false, reason: 'SIGINT' });
  const ended = await sendWith(() => Promise.reject(error));
  expect(ended).toMatchObject({ calls: 1, done: 0, unsent: 1200, lastReason: 'not sent after: interrupted' });
});

test('an interruption while nothing is under way stops the job as well', async () => {
  const controller = new AbortController();
  const ended = await sendWith(async () => controller.abort(), { signal: controller.signal });
  expect(ended).toMatchObject({ calls: 1, done: 500, unsent: 700, lastReason: 'not sent after: interrupted' });
});

test('a defect is not taken for a failure of the store', async () => {
  await expect(sendWith(() => Promise.reject(new TypeError('defect')))).rejects.toThrow('defect');
});
