import { operations } from '../../generated/operations.js';

/** The header that carries the access token. */
export const CREDENTIAL_HEADER: string = operations.listCustomerAttributeValues.security[0][0].name;
