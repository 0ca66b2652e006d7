import { credentialHeaders } from '../generated/operations.js';
import { type CustomersClientOptions, completeClientOptions } from './client-options.js';
import { createRedactor } from './redact.js';
import { type AttributeValuesResource, createAttributeValuesResource } from './resources/attribute-values.js';
import { type AttributesResource, createAttributesResource } from './resources/attributes.js';
import { type CustomersResource, createCustomersResource } from './resources/customers.js';
import { createSegmentsResource, type SegmentsResource } from './resources/segments.js';
import { type Clock, systemClock } from './transport/clock.js';
import { createTransport, type Transport } from './transport/transport.js';
import { VERSION } from './version.js';

/** A client for the customer data of one store. */
export interface CustomersClient {
  /** Values of customers in the attributes of the store. */
  readonly attributeValues: AttributeValuesResource;
  /** The attributes that the store defines for its customers. */
  readonly attributes: AttributesResource;
  /** Registered shoppers of the store. */
  readonly customers: CustomersResource;
  /** Groups of shopper profiles. */
  readonly segments: SegmentsResource;
}

/**
 * Creates a client for one store. It holds no connections of its own and does not need to be closed.
 *
 * @throws InvalidRequestError when an option is missing, unknown or has an invalid value.
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken });
 * await bigcommerce.customers.delete([1138]);
 */
export function createCustomersClient(options: CustomersClientOptions = {}): CustomersClient {
  return assembleClient(options, systemClock);
}

/** Creates a client that takes time and randomness from the given clock. */
export function assembleClient(options: CustomersClientOptions, clock: Clock): CustomersClient {
  return clientOver(createStoreTransport(options, clock));
}

/** Creates the transport of a client, for callers that need the bulk engine itself. */
export function createStoreTransport(options: CustomersClientOptions, clock: Clock): Transport {
  const { accessToken, userAgent, ...settings } = completeClientOptions(options);
  // The token stays in this closure: no object that can be printed or serialised holds it.
  return createTransport({
    ...settings,
    headers: {
      Accept: 'application/json',
      'User-Agent': [userAgent, `bigcommerce-customers/${VERSION}`].filter(Boolean).join(' '),
      [credentialHeaders[0]]: accessToken,
    },
    redact: createRedactor(accessToken),
    clock,
  });
}

/** Creates the client whose calls go through a transport. */
export function clientOver(transport: Transport): CustomersClient {
  return {
    attributeValues: createAttributeValuesResource(transport),
    attributes: createAttributesResource(transport),
    customers: createCustomersResource(transport),
    segments: createSegmentsResource(transport),
  };
}
