import {
  type Contract,
  checkRequest,
  checkResponse,
  documentedStatus,
  operationIdOf,
  type WireExchange,
} from '#contract';
import { plainExchange } from './exchanges/exchange.js';
import type { Evidence } from './mutants/evidence.js';
import { groupedBy, spread } from './mutants/spread.js';
import { requestViolations, responseViolations, ruleOf } from './violations.js';

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

/** Both halves of exchanges. */
export function ownEvidence(exchanges: readonly ScoredExchange[], contract: Contract): Evidence<Kind>[] {
  return exchanges.flatMap(({ exchange, source }) => halvesOf(exchange, source, contract));
}

/** Each once, and only as many of one kind as it takes to see what they notice: the same ones in any order. */
export function someOf(evidence: readonly Evidence<Kind>[], contract: Contract): Evidence<Kind>[] {
  const byPlace = new Map<string, Map<string, Evidence<Kind>>>();
  for (const one of evidence) {
    const place = JSON.stringify([one.operationId, one.half, one.half === 'response' && one.status, one.isAccepted]);
    const known = byPlace.get(place) ?? new Map<string, Evidence<Kind>>();
    byPlace.set(place, known);
    const key = keyOf(one);
    if (!known.has(key)) known.set(key, one);
  }
  return [...byPlace.values()].flatMap((known) => {
    if (known.size <= MOST_OF_ONE_KIND) return [...known.values()];
    const sorted = [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
    const byRule = groupedBy(sorted, (one) => brokenRule(one, contract));
    return [...byRule.values()].flatMap((some) => spread(some, MOST_OF_ONE_KIND));
  });
}

/** Requests, or responses of one status, of one operation that break the same rule or none. */
const MOST_OF_ONE_KIND = 40;

/** As it is on the wire, whatever form it was read in. */
function keyOf(one: Evidence): string {
  const request = one.half === 'request' ? one.request : NOTHING.request;
  const response = one.half === 'response' ? one.response : NOTHING.response;
  const { [one.half]: message } = plainExchange({ request, response });
  return JSON.stringify({ ...message, headers: [...message.headers].sort() });
}

const NOTHING = { request: { method: '', url: '', headers: {} }, response: { status: 0, headers: {} } };

function brokenRule(one: Evidence, contract: Contract): string {
  if (one.isAccepted) return '';
  const [first] =
    one.half === 'request'
      ? requestViolations(one.request, contract)
      : responseViolations(one.response, one.operationId, contract);
  return first ? ruleOf(first) : '';
}

/** The halves of a counterexample, as they would be read from its file. */
export function counterexampleEvidence(
  { exchange, of }: { readonly exchange: WireExchange; readonly of: Evidence<Kind> },
  contract: Contract,
): Evidence<Kind>[] {
  const { operationId, path } = of;
  const called = operationIdOf(exchange.request, contract);
  const base = { kind: 'own', title: of.title, path } as const;
  const isRequest = of.half === 'request';
  const { request, response } = exchange;
  const sent = { ...base, operationId: called, half: 'request', request, isAccepted: !isRequest } as const;
  if (called === undefined || operationId === undefined) return [{ ...sent, path: undefined }];
  const status = documentedStatus(response.status, contract.responses[operationId] ?? {}) ?? 'default';
  return [sent, { ...base, operationId, half: 'response', response, status, isAccepted: isRequest }];
}

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
