import globals = require('@jest/globals');
import matchers = require('bigcommerce-customers/contract/jest');

globals.expect.extend(matchers.contractMatchers);
globals.expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
