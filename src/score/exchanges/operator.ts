import type { Message, PlainExchange, PlainRequest, PlainResponse } from './exchange.js';

/** One way to break an exchange, at one place of it. */
export interface Mutation {
  /** What was done, for people: `/data/0/id is null`. */
  readonly what: string;
  readonly exchange: PlainExchange;
}

export interface ExchangeOperator {
  readonly name: string;
  /** What it does, in a few words. */
  readonly title: string;
  /** HttpMutator has it, or it is one of ours in the same spirit. */
  readonly origin: 'HttpMutator' | 'own';
  readonly half: 'request' | 'response';
  /** Every mutation of an exchange, the same ones each time. None where there is nothing to apply it to. */
  apply(exchange: PlainExchange): Mutation[];
}

/** What becomes of a part of an exchange, and what was done to it. */
export type Change<Part> = readonly [what: string, changed: Part];

type Origin = ExchangeOperator['origin'];

export function onResponse(
  origin: Origin,
  name: string,
  title: string,
  changes: (response: PlainResponse) => readonly Change<PlainResponse>[],
): ExchangeOperator {
  const apply = (exchange: PlainExchange) =>
    changes(exchange.response).map(([what, response]) => ({ what, exchange: { ...exchange, response } }));
  return { name, title, origin, half: 'response', apply };
}

/** Operators on requests are all ours: HttpMutator knows answers only. */
export function onRequest(
  name: string,
  title: string,
  changes: (request: PlainRequest) => readonly Change<PlainRequest>[],
): ExchangeOperator {
  const apply = (exchange: PlainExchange) =>
    changes(exchange.request).map(([what, request]) => ({ what, exchange: { ...exchange, request } }));
  return { name: `REQUEST-${name}`, title, origin: 'own', half: 'request', apply };
}

/** An operator for answers, and the same for requests. */
export function onBoth(
  origin: Origin,
  name: string,
  title: string,
  changes: <M extends Message>(message: M) => readonly Change<M>[],
): ExchangeOperator[] {
  return [onResponse(origin, name, title, changes), onRequest(name, `${title}, of a request`, changes)];
}
