import { expect } from '@jest/globals';
import { contractMatchers, watchNock } from 'bigcommerce-customers/contract/jest';

expect.extend(contractMatchers);
watchNock({ allow: [{ keyword: 'paths' }] }).assert();
expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
// @ts-expect-error the operation is needed
expect({ status: 204 }).toMatchContractResponse();
