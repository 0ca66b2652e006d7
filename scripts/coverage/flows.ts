import type { OperationModel, SpecModel } from '../codegen/model.js';
import type { AssertedExchange, AssertedSequence } from './asserted-exchange.js';
import type { CoverageItem } from './item.js';

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

/** Whether a sequence has both exchanges in this order. Only exchanges that conform count. */
export function isFlowIn({ first, second }: Flow, sequence: AssertedSequence): boolean {
  const conforming = sequence.filter(({ violations }) => violations.length === 0);
  const begin = conforming.findIndex(first);
  return begin >= 0 && conforming.slice(begin + 1).some(second);
}
