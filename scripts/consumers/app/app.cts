import client = require('bigcommerce-customers');
import contract = require('bigcommerce-customers/contract');
import node = require('bigcommerce-customers/node');
import sandbox = require('bigcommerce-customers/sandbox');

const bigcommerce: client.CustomersClient = client.createCustomersClient({
  storeHash: 'abc123',
  accessToken: 'x',
  fetch: node.nodeFetch(),
  contract: contract.contractGuard({ onViolation: 'throw' }),
});

export async function calls(): Promise<void> {
  const saved = await bigcommerce.attributeValues.upsert([{ customer_id: 23, attribute_id: 3, value: 'Gold' }]);
  const first: client.AttributeValue | undefined = saved[0];
  console.log(first?.id);
  // @ts-expect-error ids are numbers
  await bigcommerce.customers.delete(['23']);
}

export async function check(): Promise<readonly contract.Violation[]> {
  const store: sandbox.Sandbox = await sandbox.startSandbox({ customers: 10 });
  return store.exchanges.flatMap((exchange) => contract.checkExchange(exchange));
}
