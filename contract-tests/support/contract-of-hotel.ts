import { type Contract, loadContract } from '../../src/contract/index.js';

/** The contract of a document whose credentials have names that say nothing of what they are. */
export function contractOfHotel(): Promise<Contract> {
  return loadContract({
    openapi: '3.1.0',
    info: { title: 'Hotel', version: '1' },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        Hotel: { type: 'apiKey', in: 'header', name: 'X-Hotel' },
        Room: { type: 'apiKey', in: 'query', name: 'Room' },
      },
    },
    paths: {
      '/things': {
        get: {
          operationId: 'getThings',
          security: [{ Hotel: [], Room: [] }],
          responses: { 200: { description: 'Things.' } },
        },
      },
    },
  });
}
