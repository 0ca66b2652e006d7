import type { OperationId } from '../../../generated/operations.js';
import type { BulkOperation } from '../../bulk/send-chunk.js';
import type { Journal } from '../data/journal.js';
import { FieldError } from '../data/record.js';
import type { Failure } from '../data/send-plan.js';
import type { Item, Task, Wanted } from '../data/task.js';
import type { AskedEmail, LookUpResult } from './look-up-customers.js';
import { customerOf, emailKey, type FoundCustomer, idsOfSeveral } from './match-customers.js';

type KeyOf<Value> = Pick<BulkOperation<OperationId, Value, unknown>, 'keyOf'>;

/** What the records ask for, as far as it is to be sent. */
export interface Resolved<Value> {
  readonly items: readonly Item<Value>[];
  /** What an earlier run has done. */
  readonly doneCount: number;
  /** What is not sent, because an e-mail address does not stand for one customer. */
  readonly unresolved: readonly Failure<Value>[];
  /** Who has the addresses, to be recorded before anything is sent. */
  readonly customers: ReadonlyMap<string, FoundCustomer>;
}

/** What is left to do, before its addresses are looked up. */
export interface Remaining<Read> {
  readonly wanted: readonly Wanted<Read>[];
  readonly doneCount: number;
  /** Each address once. */
  readonly emails: readonly AskedEmail[];
}

/** Leaves out what the journal says is done. Nobody is looked up for it: a deleted customer cannot be found again. */
export function remainingOf<Value, Read>(
  task: Task<Value, Read>,
  { keyOf }: KeyOf<Value>,
  wanted: readonly Wanted<Read>[],
  journal: Journal | undefined,
): Remaining<Read> {
  const isDone = (one: Wanted<Read>) => {
    const email = task.byEmail?.emailOf(one.read);
    const customer = email === undefined ? undefined : journal?.customerOf(emailKey(email));
    if (!journal || (email !== undefined && !customer)) return false;
    const item = itemOf(task, { keyOf }, one, customer);
    return typeof item !== 'string' && journal.has(item);
  };
  const left = journal ? wanted.filter((one) => !isDone(one)) : wanted;
  const emails = new Map<string, AskedEmail>();
  for (const { read, source } of left) {
    const email = task.byEmail?.emailOf(read);
    if (email !== undefined && !emails.has(emailKey(email)))
      emails.set(emailKey(email), { email, place: source.place });
  }
  return { wanted: left, doneCount: wanted.length - left.length, emails: [...emails.values()] };
}

/** Decides for each record what is sent, or why nothing is. */
export function resolve<Value, Read>(
  task: Task<Value, Read>,
  operation: KeyOf<Value>,
  { wanted, doneCount }: Remaining<Read>,
  { found, refused }: LookUpResult,
  journal: Journal | undefined,
): Resolved<Value> {
  const moving = idsOfSeveral(found);
  const customers = new Map<string, FoundCustomer>();
  const items: Item<Value>[] = [];
  const unresolved: Failure<Value>[] = [];
  const customerFor = (key: string): FoundCustomer | string => {
    const problem = refused.get(key);
    if (problem !== undefined) return problem;
    const customer = customerOf(found.get(key) ?? [], journal?.customerOf(key));
    if (typeof customer === 'string' || !moving.has(customer.id)) return customer;
    return `customer ${customer.id} was found by another e-mail address as well, so its address has just been changed`;
  };
  for (const one of wanted) {
    const email = task.byEmail?.emailOf(one.read);
    const key = email === undefined ? undefined : emailKey(email);
    const customer = key === undefined ? undefined : customerFor(key);
    const item = typeof customer === 'string' ? customer : itemOf(task, operation, one, customer);
    if (typeof item !== 'string') {
      items.push(item);
      if (key !== undefined && typeof customer === 'object') customers.set(key, customer);
    } else {
      const { source } = one;
      unresolved.push({ item: { source, column: task.columnOf?.(one.read) }, status: 'unresolved', reason: item });
    }
  }
  return { items, doneCount, unresolved, customers };
}

/** What is sent for a customer, or why nothing is. */
function itemOf<Value, Read>(
  task: Task<Value, Read>,
  { keyOf }: KeyOf<Value>,
  { read, source }: Wanted<Read>,
  customer: FoundCustomer | undefined,
): Item<Value> | string {
  try {
    const value = task.valueOf(read, customer);
    const column = task.columnOf?.(read);
    return {
      value,
      key: String(keyOf(value)),
      source,
      ...(column !== undefined && { column }),
      ...(customer && { customerId: customer.id }),
    };
  } catch (error) {
    if (error instanceof FieldError) return error.message;
    throw error;
  }
}
