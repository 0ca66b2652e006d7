import type { Cancelled } from './abort.js';
import type { LimitedRequest } from './rate-limit.js';

/** A request that wants to be sent. */
export interface QueuedRequest extends LimitedRequest {
  readonly signal: AbortSignal | undefined;
  /** The clock's time after which sending it is no use. */
  readonly expiresAt: number;
  readonly onWait?: WaitListener | undefined;
}

/** Called when the rate limit begins to hold a request, with the milliseconds for which it is going to. */
export type WaitListener = (waitMs: number) => void;

/** Frees the slot of a request. */
export type Leave = () => void;

/** The requests of one client. */
export interface ClientQueue {
  readonly maxConcurrency: number;
  underWay: number;
  readonly operations: Map<string, OperationQueue>;
}

/** The requests of one client and operation. */
export interface OperationQueue {
  readonly operation: SharedOperation;
  readonly client: ClientQueue;
  readonly waiting: WaitingRequest[];
  readonly leave: Leave;
}

/** The requests of one operation, of all clients with the same limiter. */
export interface SharedOperation {
  /** What the limiter is told. */
  readonly limited: LimitedRequest;
  underWay: number;
  /** When the limiter is to be asked again: `Infinity` when a request has ended. */
  heldUntil: number;
  /** The latest such moment that those waiting have been told. */
  announcedUntil: number;
}

export interface WaitingRequest {
  readonly request: QueuedRequest;
  readonly queue: OperationQueue;
  /** Lower rank is sent first. */
  readonly rank: number;
  isWaiting: boolean;
  /** What to stop once the request no longer waits. */
  readonly stops: (() => void)[];
  resolve(leave: Leave): void;
  reject(reason: Cancelled): void;
}

/** Whether the limits of the operation and of the client let another request be under way. */
export function hasRoom({ operation, client }: OperationQueue): boolean {
  return operation.underWay < operation.limited.operationLimit && client.underWay < client.maxConcurrency;
}

/** Whether there is room, and the limiter holds nothing. */
export function isFree(queue: OperationQueue, nowMs: number): boolean {
  return hasRoom(queue) && queue.operation.heldUntil <= nowMs;
}

/** The request that is to be sent next, if any may be. */
export function firstOf(queues: Iterable<OperationQueue>, nowMs: number): WaitingRequest | undefined {
  let first: WaitingRequest | undefined;
  for (const queue of queues) {
    const [head] = queue.waiting;
    if (head && (!first || head.rank < first.rank) && isFree(queue, nowMs)) first = head;
  }
  return first;
}

/** Puts a request behind those of lower rank. */
export function lineUp(waiting: WaitingRequest): void {
  const others = waiting.queue.waiting;
  const ahead = others.findLastIndex(({ rank }) => rank < waiting.rank);
  others.splice(ahead + 1, 0, waiting);
}

/** Takes a slot. */
export function occupy({ operation, client, leave }: OperationQueue): Leave {
  operation.underWay += 1;
  client.underWay += 1;
  return leave;
}
