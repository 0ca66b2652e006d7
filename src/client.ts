import { credentialHeaders } from '../generated/operations.js';
import { type CustomersClientOptions, completeClientOptions } from './client-options.js';
import { createRedactor } from './redact.js';
import { type AttributeValuesResource, createAttributeValuesResource } from './resources/attribute-values.js';
import { type CustomersResource, createCustomersResource } from './resources/customers.js';
import { createSegmentsResource, type SegmentsResource } from './resources/segments.js';
import { type Clock, systemClock } from './transport/clock.js';
import { createTransport } from './transport/transport.js';
import { VERSION } from './version.js';

/** A client for the customer data of one store. */
export interface CustomersClient {
  readonly attributeValues: AttributeValuesResource;
  readonly customers: CustomersResource;
  readonly segments: SegmentsResource;
}

/**
 * Creates a client for one store. It keeps no connection and needs no closing.
 *
 * @throws InvalidRequestError when an option is missing, unknown or unusable.
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken });
 * await bigcommerce.customers.delete([1138]);
 */
export function createCustomersClient(options: CustomersClientOptions = {}): CustomersClient {
  return assembleClient(options, systemClock);
}

/** Creates a client that lives in the time of a given clock. */
export function assembleClient(options: CustomersClientOptions, clock: Clock): CustomersClient {
  const { accessToken, userAgent, ...settings } = completeClientOptions(options);
  // The token lives in this closure only: no object that can be printed or serialised has it.
  const transport = createTransport({
    ...settings,
    headers: {
      Accept: 'application/json',
      'User-Agent': [userAgent, `bigcommerce-customers/${VERSION}`].filter(Boolean).join(' '),
      [credentialHeaders[0]]: accessToken,
    },
    redact: createRedactor(accessToken),
    clock,
  });
  return {
    attributeValues: createAttributeValuesResource(transport),
    customers: createCustomersResource(transport),
    segments: createSegmentsResource(transport),
  };
}
