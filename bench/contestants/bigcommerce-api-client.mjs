import { BigCommerceApiClient } from 'bigcommerce-api-client';

export const label = 'bigcommerce-api-client';
export const pointedBy = '`baseURL` of the axios instance inside it';
export const bulkWay = 'its own: ten values after another; it repeats after a 429';
export const bundleOf = { module: 'bigcommerce-api-client', names: ['BigCommerceApiClient'] };

export function create({ origin, storeHash, accessToken }) {
  const client = new BigCommerceApiClient({ storeHash, accessToken });
  // It has no option for this, and the instance is private to TypeScript only.
  client.apiClient.axiosInstance.defaults.baseURL = `${origin}/stores/${storeHash}`;
  const { customerAttributeValues } = client.customersV3;
  return {
    list: async ({ limit, page }) =>
      (await customerAttributeValues.getAllCustomerAttributeValues({}, page, limit)).data,
    upsert: async (values) => (await customerAttributeValues.upsertCustomerAttributeValue(values)).data,
    upsertAll: async (values) => (await customerAttributeValues.upsertCustomerAttributeValue(values)).data,
  };
}
