import { rejection } from './expect.mjs';

/** How many requests a store gets when the connection breaks, which was used before, of a call that must not be repeated. */
export async function requestsOfBrokenRemoval(bigcommerce, { client, host }) {
  const [{ id }] = (await host.state()).segments;
  await bigcommerce.attributeValues.list({ limit: 1 });
  await host.fault('reset', 'reset', 'reset');
  const { received } = await host.state();
  await rejection(bigcommerce.segments.removeAllShopperProfiles(id), client.NetworkError);
  await host.fault();
  return (await host.state()).received - received;
}
