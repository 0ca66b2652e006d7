import {
  type Contract,
  documentedStatus,
  isSecretName,
  type OperationModel,
  operationIdOf,
  type WireExchange,
} from '#contract';
import { type Json, pointerTokens } from '../json.js';
import { readExchange } from './coverage/read-exchange.js';
import { type Accepts, valuesIn } from './coverage/schema-places.js';
import { valuesAtSites } from './coverage/topic-schemas.js';
import { type Bases, basesOf, wireResponse } from './derive/bases.js';
import { bounded, limitsFor, type Made } from './derive/bounded.js';
import { derive } from './derive/derive.js';
import { wireRequest } from './derive/requests.js';
import { createSamples } from './derive/samples.js';
import type { ScoredDocument } from './document.js';
import type { Evidence } from './mutants/evidence.js';
import { spread } from './mutants/spread.js';
import type { Kind, ScoredExchange } from './own-evidence.js';
import { type BareViolation, requestViolations, responseViolations, ruleOf } from './violations.js';

/** An exchange that breaks exactly one rule of the document, so that a contract must reject it. */
export interface Counterexample {
  readonly operationId: string;
  readonly title: string;
  readonly exchange: WireExchange;
  readonly violation: BareViolation;
  /** The half that breaks the rule. */
  readonly of: DerivedEvidence;
}

/** Evidence that was derived, with what it is about. */
export type DerivedEvidence = Evidence<Kind> & { readonly about: string };

export interface DerivedOfOperation {
  readonly evidence: readonly DerivedEvidence[];
  readonly counterexamples: readonly Counterexample[];
  /** How many there would be without a bound. */
  readonly all: number;
}

/** Derives exchanges for the operations of a document, from conforming exchanges or else from what the document says. */
export function createDerivation(
  document: ScoredDocument,
  conforming: ReadonlyMap<string, readonly ScoredExchange[]>,
  accepts: Accepts,
): (operation: OperationModel) => DerivedOfOperation {
  const { contract } = document;
  const sampleOf = createSamples(accepts, knownValues(document, conforming, accepts));
  const origin = originOf(conforming);
  const limits = limitsFor(document.model.operations);
  const known = new Map<string, DerivedOfOperation>();
  return (operation) => {
    const made = known.get(operation.operationId) ?? deriveFor(operation);
    known.set(operation.operationId, made);
    return made;
  };

  function deriveFor(operation: OperationModel): DerivedOfOperation {
    const own = (conforming.get(operation.operationId) ?? []).map(({ exchange }) => exchange);
    const bases = basesOf(operation, own, contract, sampleOf, origin);
    const all = derive(operation, bases, accepts, sampleOf);
    const chosen = bounded(all, limits);
    const judged = chosen
      .filter((one) => isAboutOperation(one, operation, contract))
      .map((one) => judge(one, operation, contract));
    const counterexamples = select(judged, operation, bases, contract);
    const selected = new Set(counterexamples.map(({ of }) => of));
    return {
      all: judged.length + all.length - chosen.length,
      counterexamples: counterexamples.map(({ counterexample }) => counterexample),
      evidence: judged.map(({ derived, evidence }) => ({
        ...evidence,
        kind: selected.has(derived) ? 'counterexample' : 'derived',
      })),
    };
  }
}

/** Values of real exchanges, by the schema that they are for. Those with secret names stay out. */
function knownValues(
  { contract, model }: ScoredDocument,
  conforming: ReadonlyMap<string, readonly ScoredExchange[]>,
  accepts: Accepts,
): Map<string, Json[]> {
  const found = new Map<string, Json[]>();
  for (const operation of model.operations) {
    for (const { exchange } of spread(conforming.get(operation.operationId) ?? [], MOST_READ)) {
      const reading = readExchange(
        { ...exchange, operationId: operation.operationId, violations: [] },
        operation,
        contract,
      );
      for (const place of valuesAtSites(reading).flatMap((site) => valuesIn(site, accepts))) {
        const values = found.get(place.node.pointer) ?? [];
        const isSecret = pointerTokens(place.pointer).some(isSecretName);
        // Whole objects come from their members, so that they have what each exchange lacks.
        const isScalar = typeof place.value !== 'object' || place.value === null;
        if (place.isChosen && isScalar && !isSecret && values.length < MOST_VALUES)
          found.set(place.node.pointer, [...values, JSON.parse(JSON.stringify(place.value))]);
      }
    }
  }
  return found;
}

const MOST_READ = 5;
const MOST_VALUES = 3;

/** The host of real requests, for documents that name none. */
function originOf(conforming: ReadonlyMap<string, readonly ScoredExchange[]>): string {
  const [first] = [...conforming.values()].flat();
  const url = first?.exchange.request.url ?? '';
  return URL.canParse(url) ? new URL(url).origin : 'https://api.example.com';
}

interface Judged {
  readonly derived: Made;
  readonly evidence: DerivedEvidence;
  readonly violations: readonly BareViolation[];
}

/** A changed request may call another operation, which would tell nothing of this one. */
function isAboutOperation(derived: Made, { operationId }: OperationModel, contract: Contract): boolean {
  if (derived.half === 'response') return true;
  const called = operationIdOf(wireRequest(derived.request), contract);
  return called === undefined || called === operationId;
}

function judge(derived: Made, operation: OperationModel, contract: Contract): Judged {
  const { operationId, path } = operation;
  const { about, what: title } = derived;
  const base = { kind: 'derived', title, operationId, path, about } as const;
  if (derived.half === 'request') {
    const request = wireRequest(derived.request);
    const violations = requestViolations(request, contract);
    // With another method or path it may call another operation, and tells nothing about this one.
    const called = contract.operations[operationIdOf(request, contract) ?? operationId];
    const of = called && { operationId: called.operationId, path: called.path };
    return {
      derived,
      violations,
      evidence: { ...base, ...of, half: 'request', request, isAccepted: violations.length === 0 },
    };
  }
  const response = wireResponse(derived.response);
  const status = documentedStatus(response.status, contract.responses[operationId] ?? {}) ?? 'default';
  const violations = responseViolations(response, operationId, contract);
  return {
    derived,
    violations,
    evidence: { ...base, half: 'response', response, status, isAccepted: violations.length === 0 },
  };
}

/** A few for each rule in each status, each of them broken alone. */
function select(judged: readonly Judged[], operation: OperationModel, bases: Bases, contract: Contract) {
  const perRule = new Map<string, number>();
  const whole = wholes(bases, operation, contract);
  return judged.flatMap(({ derived, evidence, violations }) => {
    const [violation] = violations;
    const exchange = whole(evidence);
    if (!violation || violations.length > 1 || !exchange) return [];
    const rule = [partOf(evidence, violation), ruleOf(violation)].join(' ');
    const count = perRule.get(rule) ?? 0;
    if (count >= MOST_PER_RULE) return [];
    perRule.set(rule, count + 1);
    const { operationId } = operation;
    return [{ of: derived, counterexample: { operationId, title: evidence.title, exchange, violation, of: evidence } }];
  });
}

/** What is told apart beside the rule: statuses, listed or not, and places that share a schema, whatever the index. */
function partOf(evidence: DerivedEvidence, { keyword, pointer }: BareViolation): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '/*');
  if (evidence.half === 'request') return place;
  return `${keyword === 'responses' ? evidence.response.status : evidence.status} ${place}`;
}

/** A bound is broken by the next value, a type by values of several. */
const MOST_PER_RULE = 4;

/** Completes a half with one that nothing is wrong with; `undefined` if there is none. */
function wholes(
  { request, responses: [answer] }: Bases,
  { operationId }: OperationModel,
  contract: Contract,
): (one: DerivedEvidence) => WireExchange | undefined {
  const sent = request && wireRequest(request);
  const received = answer && wireResponse(answer.response);
  const isSent = sent !== undefined && requestViolations(sent, contract).length === 0;
  const isReceived = received !== undefined && responseViolations(received, operationId, contract).length === 0;
  return (one) => {
    if (one.half === 'request') return isReceived ? { request: one.request, response: received } : undefined;
    return isSent ? { request: sent, response: one.response } : undefined;
  };
}
