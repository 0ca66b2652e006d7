/** Where attribute values are, below the URL of a store. */
export const API_PATH = '/customers/attribute-values';

/** What the API takes in one upsert. */
const MOST_VALUES_IN_A_CALL = 10;

/** A value for each of as many customers. */
export function* values(count) {
  for (let id = 1; id <= count; id += 1) yield { customer_id: id, attribute_id: 3, value: `Gold member number ${id}` };
}

export function inTens(list) {
  return Array.from({ length: Math.ceil(list.length / MOST_VALUES_IN_A_CALL) }, (_, index) =>
    list.slice(index * MOST_VALUES_IN_A_CALL, (index + 1) * MOST_VALUES_IN_A_CALL),
  );
}

/** What everybody does whose client knows nothing of lists: one call after another, until one fails. */
export async function upsertSequentially(client, list) {
  const stored = [];
  for (const ten of inTens(list)) stored.push(...(await client.upsert(ten)));
  return stored;
}
