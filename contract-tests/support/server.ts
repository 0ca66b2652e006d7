import { operations, server } from '../../generated/operations.js';

/** Where the document says that the API is: scheme and host, without the path that every URL begins with. */
export const { origin: ORIGIN, host: HOST } = new URL(server.url);

/** Where attribute values are, the path that most tests call. */
export const { path: VALUES_PATH } = operations.listCustomerAttributeValues;
