import { type CustomersClient, InvalidRequestError, type RequestIssue, type RequestPreview } from '../../index.js';
import { InputError } from './input-error.js';
import { portionsOf } from './portions.js';
import type { Item, Task } from './task.js';

/** What would be sent. */
export interface Plan {
  readonly requestCount: number;
  /** The first few requests. */
  readonly requests: readonly RequestPreview[];
}

/**
 * Lets the client check all items and make their requests, without sending any.
 *
 * @throws InputError with the places of items that the client does not take.
 */
export async function planItems<Value>(
  client: CustomersClient,
  task: Task<Value>,
  items: readonly Item<Value>[],
): Promise<Plan> {
  let requestCount = 0;
  const requests: RequestPreview[] = [];
  const problems: string[] = [];
  for (const portion of portionsOf(items, task.portions.size)) {
    try {
      const plan = await task.preview(
        client,
        portion.map(({ value }) => value),
      );
      requestCount += plan.requests.length;
      requests.push(...plan.requests.slice(0, SHOWN_REQUESTS - requests.length));
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      problems.push(...error.issues.map((issue) => describeIssue(issue, portion)));
    }
  }
  if (problems.length > 0) throw new InputError([...new Set(problems)]);
  return { requestCount, requests };
}

/** The client names positions in the list that it was given: `ids[16]`, `values[16].value`. */
function describeIssue({ path, message }: RequestIssue, portion: readonly Item<unknown>[]): string {
  const [, list, position, member] = /^(\w+)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
  const item = portion[Number(position)];
  if (!item) return `${path} ${message}`;
  return `${item.source.place}: ${member ?? singular(list)} ${message}`;
}

function singular(list = ''): string {
  return list.replace(/s$/, '');
}

const SHOWN_REQUESTS = 5;
