import type { Contract } from '../contract.js';
import { fnv1a } from './fnv1a.js';
import { operationOnWire } from './operation-on-wire.js';

/**
 * A short hash (16 hexadecimal digits) of all that the document says about the exchanges of an operation: method, path, first
 * server, credentials, parameters, bodies, statuses and headers, with references followed. It stays the same when words,
 * examples, the order of names, or other operations change. Recordings carry it, so that they are known to be out of date
 * when it changes.
 *
 * @returns `undefined` where the contract has no such operation.
 */
export function operationFingerprint(contract: Contract, operationId: string): string | undefined {
  const operation = Object.hasOwn(contract.operations, operationId) ? contract.operations[operationId] : undefined;
  if (!operation) return undefined;
  const known = KNOWN.get(contract) ?? new Map<string, string>();
  KNOWN.set(contract, known);
  const fingerprint = known.get(operationId) ?? fnv1a(operationOnWire(contract.document, operation));
  known.set(operationId, fingerprint);
  return fingerprint;
}

/** Nobody needs them before there is a recording, and there may be many of one operation. */
const KNOWN = new WeakMap<Contract, Map<string, string>>();
