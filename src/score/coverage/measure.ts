import {
  type Contract,
  type ModelSource,
  type OperationModel,
  readModel,
  type SpecModel,
  withUniqueIds,
} from '#contract';
import { pointerTo } from '../../json.js';
import { acceptsIn } from './accepts.js';
import { type AssertedExchange, type AssertedSequence, type CoverageItem, keyOf } from './items.js';
import { readExchange } from './read-exchange.js';
import type { Topic } from './topic.js';
import { requestTopic } from './topic-requests.js';
import { responseTopic } from './topic-responses.js';
import { ruleTopic } from './topic-rules.js';
import { schemaTopic } from './topic-schemas.js';

/** Two exchanges, one after the other, that say something together which neither says alone. */
export interface Flow {
  readonly item: CoverageItem;
  readonly first: (exchange: AssertedExchange) => boolean;
  readonly second: (exchange: AssertedExchange) => boolean;
}

/**
 * Flows have no accepted definition. These are the ones that a document implies: what is written is read again, on the
 * same path or, after a deletion, on one below it; what is created is deleted; what is deleted is deleted again; and
 * what was refused with 429 is let through.
 */
export function flowsOf({ operations }: SpecModel): Flow[] {
  const pairs = operations.flatMap((first) => operations.map((second) => [first, second] as const));
  return [
    ...pairs
      .filter(([first, second]) => isReadBack(first, second) || isRemoved(first, second))
      .map(([first, second]) => flow(first, second, isSuccess)),
    ...operations
      .filter(({ responses }) => responses.some(({ status }) => status === '429'))
      .map((operation) => flow(operation, operation, ({ response }) => response?.status === 429, 'after 429, ')),
  ];
}

function isReadBack(first: OperationModel, second: OperationModel): boolean {
  const isBelow = first.method === 'DELETE' && second.path.startsWith(`${first.path}/`);
  return WRITES.includes(first.method) && second.method === 'GET' && (second.path === first.path || isBelow);
}

function isRemoved(first: OperationModel, second: OperationModel): boolean {
  return WRITES.includes(first.method) && second.method === 'DELETE' && second.path === first.path;
}

const WRITES: readonly string[] = ['PUT', 'POST', 'PATCH', 'DELETE'];

function flow(first: OperationModel, second: OperationModel, ends: Flow['first'], prefix = ''): Flow {
  const operationIds = [...new Set([first.operationId, second.operationId])];
  const steps = prefix ? second.operationId : `${first.operationId}, then ${second.operationId}`;
  return {
    item: { criterion: 'operation flow', operationIds, name: prefix + steps, pointer: first.pointer },
    first: (exchange) => exchange.operationId === first.operationId && ends(exchange),
    second: (exchange) => exchange.operationId === second.operationId && isSuccess(exchange),
  };
}

function isSuccess({ response }: AssertedExchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** Whether exchanges that conform have both in this order. */
function isFlowIn({ first, second }: Flow, conforming: AssertedSequence): boolean {
  const begin = conforming.findIndex(first);
  return begin >= 0 && conforming.slice(begin + 1).some(second);
}

/** An item of a document, and whether any exchange covers it. */
export interface MeasuredItem extends CoverageItem {
  readonly isCovered: boolean;
}

/**
 * Lists everything in a document that exchanges can cover, and says what these exchanges do cover. The ten criteria and
 * what is kept count only for exchanges that conform; what is broken counts only where the checker found exactly that.
 *
 * @param contract The contract of the same document.
 * @throws SpecProblemsError when the document asks for something that cannot be generated.
 */
export function measureCoverage(
  source: ModelSource,
  contract: Contract,
  sequences: readonly AssertedSequence[],
): MeasuredItem[] {
  const model = modelOf(source);
  const topics = [requestTopic, responseTopic, schemaTopic(acceptsIn(source)), ruleTopic(model.server)];
  const covered = new Set(coveredBy(model, contract, topics, sequences));
  return itemsOf(model, topics).map((item) => ({ ...item, isCovered: covered.has(keyOf(item)) }));
}

/** The operations under the ids that a contract gives them. */
export function modelOf(source: ModelSource): SpecModel {
  const model = readModel(source);
  return { ...model, operations: withUniqueIds(model.operations, () => {}) };
}

function itemsOf(model: SpecModel, topics: readonly Topic[]): CoverageItem[] {
  const paths = [...new Set(model.operations.map(({ path }) => path))];
  return [
    ...paths.map((path) => pathItem(path, model)),
    ...model.operations.flatMap((operation) => topics.flatMap((topic) => topic.list(operation))),
    ...flowsOf(model).map(({ item }) => item),
  ];
}

function pathItem(path: string, { operations }: SpecModel): CoverageItem {
  const operationIds = operations.filter((operation) => operation.path === path).map(({ operationId }) => operationId);
  return { criterion: 'path', operationIds, name: path, pointer: pointerTo('/paths', path) };
}

function* coveredBy(
  model: SpecModel,
  contract: Contract,
  topics: readonly Topic[],
  sequences: readonly AssertedSequence[],
): Generator<string> {
  const operations = new Map(model.operations.map((operation) => [operation.operationId, operation]));
  for (const { operation, ...asserted } of sequences.flat().flatMap((one) => withOperation(one, operations))) {
    const reading = readExchange(asserted, operation, contract);
    if (reading.conforms) yield keyOf(pathItem(operation.path, model));
    for (const topic of topics) yield* topic.observe(reading);
  }
  const flows = flowsOf(model);
  for (const sequence of sequences) {
    const conforming = sequence.filter(({ violations }) => violations.length === 0);
    for (const flow of flows) if (isFlowIn(flow, conforming)) yield keyOf(flow.item);
  }
}

/** An exchange of an operation that the document does not have covers nothing in it. */
function withOperation<One extends AssertedSequence[number]>(
  asserted: One,
  operations: ReadonlyMap<string, OperationModel>,
): (One & { operation: OperationModel })[] {
  const operation = operations.get(asserted.operationId);
  return operation ? [{ ...asserted, operation }] : [];
}
