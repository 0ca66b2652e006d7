// Erases customers on request (GDPR, article 17), and writes a report as evidence.
//
//   npx tsx examples/erase-customers.ts

import { type Attempt, BigCommerceError, BulkError, createCustomersClient } from 'bigcommerce-customers';
import { startSandbox } from 'bigcommerce-customers/sandbox';

const sandbox = await startSandbox({ customers: 1_000 });
const { url: baseUrl, storeHash, accessToken } = sandbox;
const attempts: Attempt[] = [];
const bigcommerce = createCustomersClient({
  baseUrl,
  storeHash,
  accessToken,
  onAttempt: (attempt) => attempts.push(attempt),
  retry: { minDelayMs: 10 },
});

const requested = Array.from({ length: 600 }, (_, index) => index + 1);

// Deleting customers cannot be undone. First, look at what would be sent.
const { requests } = await bigcommerce.customers.delete(requested, { dryRun: true });
console.log(`${requested.length} customers in ${requests.length} requests`);

// Two faults, so that there is something to report: a 503, and a connection that breaks after the deletion.
sandbox.faults.plan([
  { kind: 'server-error', status: 503, applied: false },
  { kind: 'reset', applied: true },
]);
const report = await erase(requested);
console.log(JSON.stringify(report, undefined, 2));

await sandbox.stop();
process.exitCode = report.erased === requested.length && report.valuesLeft === 0 ? 0 : 1;

async function erase(ids: readonly number[]) {
  const startedAt = new Date().toISOString();
  const outcome = await bigcommerce.customers.delete(ids).then(
    () => ({ erased: ids.length, notErased: [] as readonly number[], reason: '' }),
    (error: unknown) => {
      // Some of the requests failed. The rest is done, and the ids that are left can be passed again.
      if (error instanceof BulkError) {
        const { done, failed, unknown, unsent, cause } = error as BulkError<number>;
        return { erased: done.length, notErased: [...failed, ...unknown, ...unsent], reason: cause.message };
      }
      if (error instanceof BigCommerceError) return { erased: 0, notErased: ids, reason: error.message };
      throw error;
    },
  );
  // The API responds with 204 to unknown ids too, so check that no values are left.
  let valuesLeft = 0;
  for (let start = 0; start < ids.length; start += 200) {
    const filters = { 'customer_id:in': ids.slice(start, start + 200), limit: 1 };
    valuesLeft += (await bigcommerce.attributeValues.list(filters)).meta.pagination.total;
  }
  const deletions = attempts.filter(({ operationId }) => operationId === 'deleteCustomers');
  return {
    startedAt,
    ...outcome,
    valuesLeft,
    requests: deletions.map(({ attempt, reason, status }) => `${attempt}. ${reason}${status === 204 ? ' (done)' : ''}`),
  };
}
