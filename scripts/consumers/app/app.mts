import {
  type AttributeValue,
  BulkError,
  type CustomersClient,
  createCustomersClient,
  ValidationError,
} from 'bigcommerce-customers';
import { checkExchange, contractGuard, loadContract, type Violation } from 'bigcommerce-customers/contract';
import { nodeFetch } from 'bigcommerce-customers/node';
import { type Sandbox, startSandbox } from 'bigcommerce-customers/sandbox';

const client: CustomersClient = createCustomersClient({
  storeHash: 'abc123',
  accessToken: 'x',
  fetch: nodeFetch(),
  contract: contractGuard({ onViolation: 'throw' }),
});

export async function calls(): Promise<readonly AttributeValue[]> {
  const { data, meta } = await client.attributeValues.list({ 'attribute_id:in': [3], limit: 250 });
  const total: number = meta.pagination.total;
  await client.attributeValues.upsert([{ customer_id: 23, attribute_id: 3, value: 'Gold' }], { dryRun: true });
  // @ts-expect-error ids are numbers
  await client.customers.delete(['23']);
  for await (const value of client.attributeValues.listAll()) console.log(value.attribute_value, total);
  return data;
}

export function tell(error: unknown): string {
  if (error instanceof BulkError) return error.cause.message;
  return error instanceof ValidationError ? `${error.status} ${error.requestId ?? ''}` : 'other';
}

export async function check(): Promise<readonly Violation[]> {
  const sandbox: Sandbox = await startSandbox({ customers: 10 });
  const contract = await loadContract('openapi.yaml');
  return sandbox.exchanges.flatMap((exchange) => checkExchange(exchange, contract, { strict: true }));
}
