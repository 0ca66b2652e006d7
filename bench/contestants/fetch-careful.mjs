import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { API_PATH, inTens } from '../harness/api.mjs';

export const label = '`fetch` + `p-limit(3)` + waiting after a 429';
export const pointedBy = 'the URL';
export const bulkWay = 'three times ten values at once; after a 429, again when the window is over';

/** What somebody writes by hand who has read the documentation well. */
export function create({ storeUrl, accessToken }) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Auth-Token': accessToken };
  async function upsert(values) {
    for (;;) {
      const body = JSON.stringify(values);
      const response = await fetch(storeUrl + API_PATH, { method: 'PUT', headers, body });
      if (response.ok) return (await response.json()).data;
      await response.arrayBuffer();
      if (response.status !== 429) throw new Error(`answered ${response.status}`);
      await sleep(Number(response.headers.get('X-Rate-Limit-Time-Reset-Ms')));
    }
  }
  return {
    async upsertAll(values) {
      const limit = pLimit(3);
      const answers = await Promise.all(inTens(values).map((ten) => limit(() => upsert(ten))));
      return answers.flat();
    },
  };
}
