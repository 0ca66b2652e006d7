import { Agent, request } from 'node:http';
import { API_PATH } from '../harness/api.mjs';

export const label = '`node:http` by hand';
export const pointedBy = 'the URL';
export const bulkWay = 'ten values after another';

export function create({ storeUrl, accessToken }) {
  const url = storeUrl + API_PATH;
  const agent = new Agent({ keepAlive: true });
  const headers = { Accept: 'application/json', 'X-Auth-Token': accessToken };
  return {
    list: ({ limit, page }) => send(`${url}?limit=${limit}&page=${page}`, { agent, headers }),
    upsert(values) {
      const body = JSON.stringify(values);
      const bodyHeaders = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
      return send(url, { agent, method: 'PUT', headers: { ...headers, ...bodyHeaders } }, body);
    },
  };
}

function send(url, options, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(parts)).data);
        else reject(new Error(`answered ${response.statusCode}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
