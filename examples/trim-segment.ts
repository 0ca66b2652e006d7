// Removes shopper profiles from a segment: some of them, or all. The profiles themselves stay.
//
//   npx tsx examples/trim-segment.ts

import { createCustomersClient, InvalidRequestError } from 'bigcommerce-customers';
import { startSandbox } from 'bigcommerce-customers/sandbox';

const sandbox = await startSandbox({ customers: 1_000 });
const { url: baseUrl, storeHash, accessToken, state } = sandbox;
const { segments } = createCustomersClient({ baseUrl, storeHash, accessToken });

const [segmentId = '', otherId = ''] = state.segments.keys();
const size = (id: string) => state.segments.get(id)?.size;

// Trim: any number of profiles. 120 UUIDs do not fit into one URL, so this sends several requests, at most ten at once.
const expired = [...(state.segments.get(segmentId) ?? [])].slice(0, 120);
const { requests } = await segments.removeShopperProfiles(segmentId, expired, { dryRun: true });
console.log(`trimming ${size(segmentId)} profiles by ${expired.length}, in ${requests.length} requests`);
await segments.removeShopperProfiles(segmentId, expired);
console.log(`${size(segmentId)} are left`);

// For BigCommerce, a request without ids means all profiles. A filter that finds no profile must not empty the segment.
const none = expired.filter((id) => id.startsWith('not a profile'));
try {
  await segments.removeShopperProfiles(segmentId, none);
} catch (error) {
  if (!(error instanceof InvalidRequestError)) throw error;
  console.log(`refused, and nothing was sent: ${error.issues[0]?.message}`);
}
console.log(`${size(segmentId)} are left`);

// Empty: only this method does it, and the client never retries it.
await segments.removeAllShopperProfiles(otherId);
console.log(`${size(otherId)} are left in the other segment`);

await sandbox.stop();
