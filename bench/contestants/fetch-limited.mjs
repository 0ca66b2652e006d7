import pLimit from 'p-limit';
import { inTens } from '../harness/api.mjs';
import { create as createFetch } from './fetch.mjs';

export const label = '`fetch` + `p-limit(3)`';
export const pointedBy = 'the URL';
export const bulkWay = 'three times ten values at once';

export function create(store) {
  const { upsert } = createFetch(store);
  return {
    async upsertAll(values) {
      const limit = pLimit(3);
      const answers = await Promise.all(inTens(values).map((ten) => limit(() => upsert(ten))));
      return answers.flat();
    },
  };
}
