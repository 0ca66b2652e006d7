import nock from 'nock';
import type { AssertedSequence } from '../../scripts/coverage/asserted-exchange.js';
import type { SpecSource } from '../../scripts/spec/source.js';
import { bigcommerceContract, checkExchange, type WireExchange } from '../../src/contract/index.js';
import { matchOperation } from '../../src/contract/match.js';
import { deriveCounterexamples } from '../counterexamples/derive.js';
import { keptOperations, readKept, verdictOn } from '../counterexamples/kept.js';
import { FLOWS } from '../flows/flows.js';
import { runFlow } from '../flows/run-flow.js';
import { readRecordings } from '../support/recording.js';
import { replay } from '../support/replay.js';

/** The exchanges of a suite, by the kind of test that asserts them. */
export type SuiteExchanges = Readonly<Record<'recordings' | 'flows' | 'counterexamples', readonly AssertedSequence[]>>;

/**
 * The exchanges that tests of this suite assert a verdict on:
 *
 * - every recorded call, made again through the client (`recordings/`): what it really sends, and the recorded answers;
 * - every flow, made through the client to the modelled store (`flows/`);
 * - every counterexample, derived and kept, as it is rejected (`counterexamples/`).
 *
 * Not counted, although tests assert them: the exchanges that counterexamples are made from, because they are made from
 * the document and would cover it by definition, and the requests of property tests, because they differ between runs.
 *
 * @throws AssertionError when a flow does not end as it must.
 */
export async function suiteExchanges(source: SpecSource): Promise<SuiteExchanges> {
  const recordings: AssertedSequence[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { recording } of await readRecordings()) {
    const { exchanges } = await replay(recording);
    nock.cleanAll();
    recordings.push(exchanges.flatMap(asserted));
  }
  const flows = await Promise.all(FLOWS.map(async (flow) => (await runFlow(flow)).flatMap(asserted)));
  return { recordings, flows, counterexamples: [...derivedFrom(source), ...(await kept())] };
}

function asserted(exchange: WireExchange): AssertedSequence {
  const match = matchOperation(exchange.request, bigcommerceContract);
  return 'operation' in match
    ? [{ operationId: match.operation.operationId, ...exchange, violations: checkExchange(exchange) }]
    : [];
}

function derivedFrom(source: SpecSource): AssertedSequence[] {
  return deriveCounterexamples(source).flatMap(([operationId, , found]) =>
    found.map(({ exchange }) => [{ operationId, ...exchange, violations: checkExchange(exchange) }]),
  );
}

async function kept(): Promise<AssertedSequence[]> {
  const byOperation = await Promise.all(
    (await keptOperations()).map(async (operationId) =>
      (await readKept(operationId)).map((one) => [{ operationId, ...one, violations: verdictOn(one, operationId) }]),
    ),
  );
  return byOperation.flat();
}
