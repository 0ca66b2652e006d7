/** In the order of the tables; what is first is ours. The name is that of the file. */
export const CONTESTANTS = [
  'ours',
  'ours-node-fetch',
  'fetch',
  'openapi-fetch',
  'undici',
  'node-http',
  'node-bigcommerce',
  'space48',
  'bigcommerce-api-client',
  'ky',
  'axios',
];

/** By hand, for many values. */
export const BY_HAND = ['fetch-limited', 'fetch-careful'];

export function load(name) {
  return import(new URL(`../contestants/${name}.mjs`, import.meta.url));
}

export async function loadAll(names) {
  return Promise.all(names.map(async (name) => ({ name, ...(await load(name)) })));
}
