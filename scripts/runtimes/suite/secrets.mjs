import { rejection } from './expect.mjs';

/** All ways to print a value that a runtime has. */
function printed(value, inspect) {
  return [String(value), value.stack, JSON.stringify(value), inspect(value)].join('\n');
}

const TOKEN = 'token-that-nobody-may-see';

export const secrets = {
  'the token is in no error, however it is printed': async ({ createClient, client, host, inspect }) => {
    if (!printed({ deep: [{ headers: { token: TOKEN } }] }, inspect).includes(TOKEN))
      throw new Error('what prints values here does not show what is in them');
    const bigcommerce = createClient({ accessToken: TOKEN });
    const refused = await rejection(bigcommerce.attributeValues.list(), client.AuthenticationError);
    await host.fault('reset', 'reset', 'reset');
    const broken = await rejection(bigcommerce.attributeValues.list({}, { maxRetries: 0 }), client.NetworkError);
    for (const value of [refused, broken, bigcommerce])
      if (printed(value, inspect).includes(TOKEN)) throw new Error(`the token is in ${value.name ?? 'the client'}`);
  },
};
