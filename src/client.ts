import { credentialHeaders } from '../generated/operations.js';
import { type CustomersClientOptions, completeClientOptions } from './client-options.js';
import { type AttributeValuesResource, createAttributeValuesResource } from './resources/attribute-values.js';
import { type CustomersResource, createCustomersResource } from './resources/customers.js';
import { createSegmentsResource, type SegmentsResource } from './resources/segments.js';
import { createRedactor } from './transport/redact.js';
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
  const { serverUrl, accessToken, fetch, userAgent, timeoutMs } = completeClientOptions(options);
  // The token lives in this closure only: no object that can be printed or serialised has it.
  const transport = createTransport({
    serverUrl,
    headers: {
      Accept: 'application/json',
      'User-Agent': [userAgent, `bigcommerce-customers/${VERSION}`].filter(Boolean).join(' '),
      [credentialHeaders[0]]: accessToken,
    },
    fetch,
    timeoutMs,
    redact: createRedactor(accessToken),
    startTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    attributeValues: createAttributeValuesResource(transport),
    customers: createCustomersResource(transport),
    segments: createSegmentsResource(transport),
  };
}
