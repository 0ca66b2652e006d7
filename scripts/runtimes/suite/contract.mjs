import { equal, rejection } from './expect.mjs';

export const contract = {
  'every exchange so far keeps it': async ({ host, contract: { checkExchange } }) => {
    const exchanges = (await host.exchanges()).filter(({ fault }) => fault === 'none');
    if (exchanges.length < 20) throw new Error(`only ${exchanges.length} exchanges were seen`);
    equal(
      exchanges.flatMap((exchange) => checkExchange(exchange).map(({ message }) => message)),
      [],
      'violations',
    );
  },
  'an exchange that breaks it is found': async ({ host, contract: { checkExchange } }) => {
    const [exchange] = (await host.exchanges()).filter(({ response }) => response.status === 200);
    const violations = checkExchange({ ...exchange, response: { ...exchange.response, body: '{"data":7}' } });
    if (!violations.some(({ pointer }) => pointer === '/response/body/data')) throw new Error('not found');
  },
  'a guard of the client, whose error is one of the client': async ({ createClient, client, contract, host }) => {
    const guarded = createClient({ contract: contract.contractGuard({ onViolation: 'throw' }) });
    await guarded.attributeValues.list({ limit: 1 });
    await host.fault('foreign-page');
    const error = await rejection(guarded.attributeValues.list({}, { maxRetries: 0 }), client.BigCommerceError);
    equal(error instanceof contract.ContractViolationError, true, 'ContractViolationError');
  },
};
