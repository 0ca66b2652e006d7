import { expect, test } from '@jest/globals';
import { checkExchange } from '../../../src/contract/index.js';
import { FLOWS, runFlow } from './flows.js';

test.each(FLOWS.map((flow) => [flow.title, flow] as const))('%s', async (_, flow) => {
  const exchanges = await runFlow(flow);
  expect(exchanges.length).toBeGreaterThan(1);
  expect(exchanges.flatMap((exchange) => checkExchange(exchange))).toEqual([]);
});
