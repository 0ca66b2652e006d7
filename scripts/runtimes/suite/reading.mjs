import { equal } from './expect.mjs';

export const reading = {
  'a page': async ({ bigcommerce }) => {
    const { data, meta } = await bigcommerce.attributeValues.list({ 'attribute_id:in': [1], limit: 5 });
    equal(data.length, 5, 'values on the page');
    equal(meta.pagination.total, 100, 'values in all');
  },
  'all pages': async ({ bigcommerce }) => {
    const customers = [];
    for await (const value of bigcommerce.attributeValues.listAll({ 'attribute_id:in': [1], limit: 15 }))
      customers.push(value.customer_id);
    equal(new Set(customers).size, 100, 'customers');
  },
  'all pages from the last': async ({ bigcommerce }) => {
    let count = 0;
    const values = bigcommerce.attributeValues.listAll(
      { limit: 40, 'attribute_id:in': [1] },
      { order: 'last-page-first' },
    );
    for await (const _ of values) count += 1;
    equal(count, 100, 'values');
  },
};
