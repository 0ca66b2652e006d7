import { expect, test } from '@jest/globals';
import { type SendSettings, sendItems } from '../../../src/cli/data/send.js';
import { ID_PORTIONS, idTask } from '../../../src/cli/data/task.js';
import { AbortError, createCustomersClient, NetworkError, ValidationError } from '../../../src/index.js';

const items = Array.from({ length: 1200 }, (_, index) => ({
  value: index,
  key: String(index),
  source: { place: `a:${index}`, fields: {} },
}));

/** Sends items in a way that ends as it is told, for each portion. */
async function sendWith(
  send: (portion: number) => Promise<void>,
  more: Partial<SendSettings<number>> = {},
  portions = ID_PORTIONS,
) {
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
    now: () => new Date(0),
    noteDone: async () => {},
    onProgress: () => {},
    ...more,
  };
  const { doneCount, failures, problem } = await sendItems({ ...task, portions }, items, settings);
  const statuses = failures.map(({ status }) => status);
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    calls: portion,
    done: doneCount,
    failed: count('failed'),
    unknown: count('unknown'),
    unsent: count('unsent'),
    problem,
    firstFailed: failures[0]?.item.value,
    lastReason: failures.at(-1)?.reason,
  };
}

async function turnsOf(count: number) {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
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

test('calls that run at once are noted one after the other, as they end, and failures are in the order of the input', async () => {
  const noted: string[] = [];
  let running = 0;
  const noteDone: SendSettings<number>['noteDone'] = async (some) => {
    running += 1;
    expect(running).toBe(1);
    await turnsOf(25);
    running -= 1;
    noted.push(`${some.length} from ${some[0]?.value}`);
  };
  const refusal = { ...call, status: 422, requestId: undefined, rateLimit: undefined, body: {} };
  const send = async (portion: number) => {
    // The later one ends first.
    await turnsOf(40 - 10 * portion);
    if (portion % 2 === 0) throw new ValidationError(refusal);
  };
  expect(await sendWith(send, { noteDone }, { size: 300, atOnce: 4 })).toMatchObject({
    calls: 4,
    done: 600,
    failed: 600,
    firstFailed: 0,
  });
  expect(noted.filter((note) => !note.startsWith('0 '))).toEqual(['300 from 900', '300 from 300']);
});

test('a defect is not taken for a failure of the store', async () => {
  await expect(sendWith(() => Promise.reject(new TypeError('defect')))).rejects.toThrow('defect');
});
