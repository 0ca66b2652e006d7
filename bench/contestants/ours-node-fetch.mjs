import { nodeFetch } from '../../dist/node.js';
import { clientOfOurs } from '../harness/client-of-ours.mjs';

export const label = '**this client + `nodeFetch()`**';
export const pointedBy = '`baseUrl`';
export const bulkWay = '`upsert(values)`';

export const create = (store) => clientOfOurs(store, nodeFetch());
