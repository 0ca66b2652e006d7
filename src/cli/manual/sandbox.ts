import { FAULT_KINDS, NAMED_FAULT_KINDS } from '../../sandbox/faults/fault.js';
import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const sandboxManual: ManualPage = {
  name: 'bigcommerce-customers sandbox',
  summary: 'run a BigCommerce store on this machine',
  synopsis: [
    'bigcommerce-customers sandbox [--port N] [--host HOST] [--seed-file FILE | --customers N [--seed N]] [--quota N] [--window-ms N] [--latency-ms N] [--fault-plan KIND,…] [--faults RATE[:KIND,…]] [--switch NAME=VALUE …]',
  ],
  description: [
    'Answers the five operations as BigCommerce does, and keeps what they change until it is stopped. Shows its address, a client and environment variables for it, and a line for each request. Needs no account and no network.',
    'Attributes, values and segments that are made up are the same for the same seed, dates included. A seed file has customers, attributes (id, name, type), values (customer_id, attribute_id, value, and if you like id, date_created, date_modified) and segments (id, profiles).',
    'It listens on this machine only, unless --host says otherwise.',
  ],
  options: [
    { flags: '--port N', text: 'Where to listen. Default: any port that is free.' },
    { flags: '--host HOST', text: 'The address to listen on. Default: 127.0.0.1.' },
    { flags: '--seed-file FILE', text: 'Begin with what a file holds: JSON, or YAML where yaml is installed.' },
    { flags: '--customers N', text: 'Make up so many customers. Default: 25.' },
    { flags: '--seed N', text: 'Of customers and faults that are made up. Default: 1.' },
    { flags: '--quota N', text: 'Requests in a window, 1 or more. Default: 150.' },
    { flags: '--window-ms N', text: 'Length of a window in milliseconds. Default: 30000.' },
    { flags: '--latency-ms N', text: 'How long each call takes. Default: 0.' },
    {
      flags: '--fault-plan KIND,…',
      text: 'What is to go wrong with the first requests, in their order: none,reset,server-error spares the first one. Kinds: see --faults, and none. Default: nothing.',
    },
    {
      flags: '--faults RATE[:KIND,…]',
      text: `Let a share of the requests go wrong, after those of --fault-plan: 0.1, or 0.1:reset,shed. Kinds: ${FAULT_KINDS.filter((kind) => kind !== 'none').join(', ')}. Those that do not pass have to be named: ${NAMED_FAULT_KINDS.join(', ')}. Default: none.`,
    },
    {
      flags: '--switch NAME=VALUE',
      text: 'Behave otherwise where nobody knows how stores do, such as removalAnswer=204. May be given several times; the README lists them.',
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'It was stopped with SIGINT (Ctrl+C) or SIGTERM.' },
    { code: 1, text: 'Never.' },
    { code: 2, text: 'Wrong usage, a seed file that cannot be used, or a port that is taken.' },
  ],
  examples: [
    { purpose: 'A store with ten thousand customers:', command: 'bigcommerce-customers sandbox --customers 10000' },
    {
      purpose: 'See a bulk job at a rate limit, while a tenth of its requests fail:',
      command: 'bigcommerce-customers sandbox --quota 10 --window-ms 5000 --faults 0.1',
    },
  ],
};
