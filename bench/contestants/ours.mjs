import { clientOfOurs } from '../harness/client-of-ours.mjs';

export const label = '**this client**';
export const pointedBy = '`baseUrl`';
export const bulkWay = '`upsert(values)`';
export const bundleOf = { module: '../dist/index.js', names: ['createCustomersClient'] };

export const create = (store) => clientOfOurs(store);
