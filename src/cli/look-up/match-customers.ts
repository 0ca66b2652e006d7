import type { CustomerFilters } from '../../index.js';
import { valueAt } from '../../json.js';
import { listed } from '../text.js';

/**
 * Addresses that differ in the case of ASCII letters only are one address: whether stores tell them apart is not documented.
 * Other letters are not folded, because U+212A, the sign of kelvin, would become a k.
 */
export function emailKey(email: string): string {
  return email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** What a look-up can ask for besides the members that every customer has. */
export type Included = Extract<NonNullable<CustomerFilters['include']>[number], 'shopper_profile_id'>;

/** A customer that has an e-mail address. */
export interface FoundCustomer {
  readonly id: number;
  /** Its shopper profile, where that was asked for and there is one. */
  readonly profileId?: string;
}

/** Customers by the key of their address. */
export type FoundByEmail = ReadonlyMap<string, readonly FoundCustomer[]>;

/**
 * Reads a customer of an answer.
 *
 * @param asked The keys of the addresses that were asked for.
 * @returns The customer with the key of its address, or why the whole answer cannot be relied on.
 */
export function readCustomer(asked: ReadonlySet<string>, customer: unknown): KeyedCustomer | string {
  const [id, email, profile] = ['id', 'email', 'shopper_profile_id'].map((name) => valueAt(customer, name));
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1 || typeof email !== 'string') return UNREADABLE;
  const key = emailKey(email.trim());
  if (!asked.has(key)) return STRANGER;
  return { key, customer: { id, ...(typeof profile === 'string' && profile !== '' && { profileId: profile }) } };
}

export interface KeyedCustomer {
  readonly key: string;
  readonly customer: FoundCustomer;
}

const UNREADABLE = 'the store responded with customers without an id or an e-mail address';

/** A filter that was ignored, or that compares in a way of its own. */
const STRANGER = 'the store also responded with customers who have other e-mail addresses';

/** Puts the customers of an answer together by their addresses. Pages that move while they are read can repeat a customer. */
export function byEmail(customers: readonly KeyedCustomer[]): FoundByEmail {
  const found = new Map<string, FoundCustomer[]>();
  for (const { key, customer } of customers) {
    const known = found.get(key);
    if (!known) found.set(key, [customer]);
    else if (known.every(({ id }) => id !== customer.id)) known.push(customer);
  }
  return found;
}

/** Customers that were found by more than one address, because theirs was changed meanwhile. */
export function idsOfSeveral(found: FoundByEmail): ReadonlySet<number> {
  const seen = new Set<number>();
  const several = new Set<number>();
  for (const customers of found.values()) for (const { id } of customers) (seen.has(id) ? several : seen).add(id);
  return several;
}

/**
 * Decides which customer an address stands for.
 *
 * @param found All customers that have the address.
 * @param earlier Who had the address when the job began, if this run resumes it.
 * @returns The customer, or why it is none.
 */
export function customerOf(
  found: readonly FoundCustomer[],
  earlier: FoundCustomer | undefined,
): FoundCustomer | string {
  const [customer, second] = found;
  const was = earlier && `was that of customer ${earlier.id} when this job began`;
  if (!customer)
    return was ? `nobody has this e-mail address any more, which ${was}` : 'nobody has this e-mail address';
  if (second) return `${found.length} customers have this e-mail address: ${listed(found.map(({ id }) => String(id)))}`;
  if (was && earlier.id !== customer.id)
    return `this e-mail address ${was}, and is that of customer ${customer.id} now`;
  if (was && earlier.profileId !== customer.profileId)
    return `customer ${customer.id} had shopper profile ${earlier.profileId ?? 'none'} when this job began, and has ${customer.profileId ?? 'none'} now`;
  return customer;
}
