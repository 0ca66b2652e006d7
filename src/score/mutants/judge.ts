import type { Contract } from '#contract';
import { entriesOf, isRecord, type Json, type JsonObject } from '../../json.js';
import { requestViolations, responseViolations } from '../violations.js';
import { type Evidence, isTouched } from './evidence.js';
import { METHODS, type Touch } from './mutant.js';
import { groupedBy } from './spread.js';

/**
 * As much of a document as can differ in what is touched. What is left out costs time to read, and answers to other
 * exchanges. Anything less certain keeps the whole document.
 */
export function partOfDocument(document: JsonObject, touches: readonly Touch[]): JsonObject {
  const wanted = new Map<string, Touch[]>();
  for (const touch of touches) {
    const key = touch.operationId ?? touch.path;
    if (key === undefined) return document;
    wanted.set(key, [...(wanted.get(key) ?? []), touch]);
  }
  const found = new Set<string>();
  const left = entriesOf(document['paths']).flatMap(([path, item]) => {
    const part = partOfItem(path, item, wanted, found);
    return part ? [[path, part] as const] : [];
  });
  return found.size === wanted.size ? { ...document, paths: Object.fromEntries(left) } : document;
}

/** `undefined` if nothing in it is touched. What is found is added to `found`. */
function partOfItem(
  path: string,
  item: Json,
  wanted: ReadonlyMap<string, readonly Touch[]>,
  found: Set<string>,
): JsonObject | undefined {
  if (!isRecord(item)) return undefined;
  if (wanted.has(path)) {
    found.add(path);
    return item;
  }
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    const id = isRecord(operation) ? String(operation['operationId']) : '';
    const touches = wanted.get(id);
    if (!isRecord(operation) || !touches) return [];
    found.add(id);
    return [[method, touchedPart(operation, touches)] as const];
  });
  if (operations.length === 0) return undefined;
  const shared = Object.entries(item).filter(([name]) => !METHODS.includes(name));
  return { ...Object.fromEntries(shared), ...Object.fromEntries(operations) };
}

function touchedPart(operation: JsonObject, touches: readonly Touch[]): JsonObject {
  const { parameters, requestBody, responses = {}, ...rest } = operation;
  const isOpen = (half: Touch['half']) => touches.some((touch) => touch.half === undefined || touch.half === half);
  const statuses = touches.map(({ status }) => status);
  const isEvery = touches.some((touch) => touch.half !== 'request' && touch.status === undefined);
  const left = isEvery ? responses : only(responses, statuses);
  return {
    ...rest,
    ...(isOpen('request') && parameters !== undefined && { parameters }),
    ...(isOpen('request') && requestBody !== undefined && { requestBody }),
    responses: isOpen('response') ? left : {},
  };
}

function only(members: Json, names: readonly (string | undefined)[]): JsonObject {
  return Object.fromEntries(entriesOf(members).filter(([name]) => names.includes(name)));
}

/** Whether a contract says the opposite of the document about a half of an exchange. */
export function notices(contract: Contract, one: Evidence): boolean {
  return accepts(contract, one) !== one.isAccepted;
}

function accepts(contract: Contract, one: Evidence): boolean {
  if (one.half === 'request') return requestViolations(one.request, contract).length === 0;
  // Responses of an operation that is gone, or is called something else, are for its requests to miss.
  if (!Object.hasOwn(contract.responses, one.operationId)) return one.isAccepted;
  return responseViolations(one.response, one.operationId, contract).length === 0;
}

/** Finds the evidence in which a change can be seen, by the kinds of evidence in their order. */
export function createSelection<One extends Evidence>(kinds: readonly One['kind'][], evidence: readonly One[]) {
  const byKind = kinds.flatMap((kind) => evidence.filter((one) => one.kind === kind));
  const places = new Map(byKind.map((one, place) => [one, place]));
  const byOperation = groupedBy(byKind, ({ operationId = '' }) => operationId);
  /** All that may be touched, in their order. A large document has far more of other operations. */
  const ofOperations = (operationIds: readonly (string | undefined)[]) => {
    if (operationIds.includes(undefined)) return byKind;
    const some = [...new Set([...operationIds, ''])].flatMap((operationId = '') => byOperation.get(operationId) ?? []);
    return some.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  };
  const known = new Map<string, readonly One[]>();
  return (touches: readonly Touch[]): readonly One[] => {
    const key = JSON.stringify(touches);
    const selected =
      known.get(key) ??
      ofOperations(touches.map(({ operationId }) => operationId)).filter((one) =>
        touches.some((touch) => isTouched(one, touch)),
      );
    known.set(key, selected);
    return selected;
  };
}
