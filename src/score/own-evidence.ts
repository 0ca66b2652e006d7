import {
  type Contract,
  checkRequest,
  checkResponse,
  documentedStatus,
  operationIdOf,
  type WireExchange,
} from '#contract';
import type { Evidence } from './mutants/evidence.js';
import { spread } from './mutants/spread.js';

/**
 * How the exchanges of a user, and what is derived from them, are called: own ones first, then derived ones that must be
 * rejected and can be written out, then all other derived ones.
 */
export const KINDS = ['own', 'counterexample', 'derived'] as const;

export type Kind = (typeof KINDS)[number];

/** An exchange to be scored. */
export interface ScoredExchange {
  readonly exchange: WireExchange;
  /** The file that it is from. */
  readonly source: string;
}

/** Both halves of exchanges, each once, and only as many of one kind as it takes to see what they notice. */
export function ownEvidence(exchanges: readonly ScoredExchange[], contract: Contract): Evidence<Kind>[] {
  const byPlace = new Map<string, Map<string, Evidence<Kind>>>();
  for (const { exchange, source } of exchanges) {
    for (const one of halvesOf(exchange, source, contract)) {
      const place = JSON.stringify([one.operationId, one.half, one.half === 'response' && one.status, one.isAccepted]);
      const known = byPlace.get(place) ?? new Map<string, Evidence<Kind>>();
      byPlace.set(place, known);
      known.set(JSON.stringify(one.half === 'request' ? one.request : one.response), one);
    }
  }
  return [...byPlace.values()].flatMap((known) => spread([...known.values()], MOST_OF_ONE_KIND));
}

/** Requests, or responses of one status, of one operation. */
const MOST_OF_ONE_KIND = 40;

function halvesOf({ request, response }: WireExchange, title: string, contract: Contract): Evidence<Kind>[] {
  const operationId = operationIdOf(request, contract);
  const base = { kind: 'own', title, operationId, path: contract.operations[operationId ?? '']?.path } as const;
  const isRequestAccepted = checkRequest(request, contract).length === 0;
  const sent: Evidence<Kind> = { ...base, half: 'request', request, isAccepted: isRequestAccepted };
  if (operationId === undefined) return [sent];
  const status = documentedStatus(response.status, contract.responses[operationId] ?? {}) ?? 'default';
  const isAccepted = checkResponse(response, operationId, contract).length === 0;
  return [sent, { ...base, operationId, half: 'response', response, status, isAccepted }];
}
