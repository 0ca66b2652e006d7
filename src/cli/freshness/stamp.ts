import { type Contract, operationFingerprint, operationIdOf, type WireRequest } from '../../contract/index.js';

/** The fingerprint of every operation that requests call, by operationId: what `provenance.contract` of a recording is. */
export function stampOf(requests: readonly WireRequest[], contract: Contract): Readonly<Record<string, string>> {
  const called = requests.flatMap((request) => operationIdOf(request, contract) ?? []);
  return Object.fromEntries(
    [...new Set(called)].sort().map((operationId) => [operationId, operationFingerprint(contract, operationId) ?? '']),
  );
}
