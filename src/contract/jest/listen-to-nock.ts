import { setTimeout } from 'node:timers';
import { isObject } from '../../value-at.js';
import type { WireExchange, WireRequest } from '../exchange.js';
import { requestOfNock, whenReplied } from './nock-exchange.js';
import type { NockLike } from './nock-like.js';

/** Told of what passes through nock. */
export interface TrafficListener {
  onRequest(request: WireRequest): void;
  /** Called when all of the reply has been played, before the code under test has read its end. */
  onReply(exchange: WireExchange): void;
}

export interface Traffic {
  /** Waits for replies that are under way, but not long for those that nobody will play to the end. */
  settle(): Promise<void>;
  stop(): void;
}

/**
 * Listens to every scope of nock, those that are there already and those that tests will make. A scope tells of its
 * requests, but nock does not tell of new scopes: hence the method that all scopes have in common is replaced by one that
 * listens, and then does the same.
 */
export function listenToNock(nock: NockLike, { onRequest, onReply }: TrafficListener): Traffic {
  const scopes: object = Object.getPrototypeOf(nock('https://scope.invalid'));
  const emit: unknown = Reflect.get(scopes, 'emit');
  if (typeof emit !== 'function') throw new Error('watchNock does not understand this version of nock');
  const pending = new Set<unknown>();
  let isStopped = false;

  const noteMatched = (given: unknown, body: unknown) => {
    const request = requestOfNock(given, body);
    if (isStopped || !request) return;
    onRequest(request);
    pending.add(given);
    whenReplied(given, (response) => {
      if (pending.delete(given) && response) onReply({ request, response });
    });
  };
  // nock passes the options alone where it knows nothing of the host: no body and no headers are there to be checked.
  const noteUnmatched = (given: unknown, options: unknown, body: unknown) => {
    const request = isObject(options) ? requestOfNock(given, body) : undefined;
    if (request) onRequest(request);
  };
  const emitAndNote = function (this: object, ...details: unknown[]): unknown {
    const [event, request, , body] = details;
    if (event === 'request') noteMatched(request, body);
    return Reflect.apply(emit, this, details);
  };
  Reflect.set(scopes, 'emit', emitAndNote);
  nock.emitter.on('no match', noteUnmatched);
  return {
    settle: async () => {
      for (let turn = 0; pending.size > 0 && turn < MOST_TURNS; turn += 1) await nextTurn();
      pending.clear();
    },
    stop: () => {
      isStopped = true;
      pending.clear();
      // Somebody may have replaced it again since. Then it stays, and does nothing.
      if (Reflect.get(scopes, 'emit') === emitAndNote) Reflect.set(scopes, 'emit', emit);
      nock.emitter.off('no match', noteUnmatched);
    },
  };
}

/** Of a millisecond, with a timer that no test replaces. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

/** A reply takes two or three. One that takes longer is delayed on purpose, and the test did not wait for it either. */
const MOST_TURNS = 50;
