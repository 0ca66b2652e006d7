import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { inRounds, medianRatio } from '../harness/rounds.mjs';
import { goal, median, NO_GOAL, ratio } from '../harness/table.mjs';
import { pageOf } from '../pages.mjs';

export const title = 'Checking exchanges against the contract';
export const explanation = `10,000 exchanges that list 50 records, request and answer, checked on one core by \`bigcommerce-customers/contract\`,
relative to parsing and validating the bodies alone with bare ajv.`;

const EXCHANGES = 10_000;
const MOST_SECONDS = 5;
const ROUNDS = 5;
const NAMES = ['contract', 'ajv'];
const HERE = new URL('..', import.meta.url);
const SCHEMA = '/paths/~1customers~1attribute-values/get/responses/200/content/application~1json/schema';

const body = pageOf(25_000, 50, 1).toString();
const exchange = {
  request: {
    method: 'GET',
    url: 'https://api.bigcommerce.com/stores/abc123example/v3/customers/attribute-values?limit=50',
    headers: { Accept: 'application/json', 'X-Auth-Token': 'token' },
  },
  response: {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': '39a10eb2f6b80bf8ee14358b00724413',
      'X-Rate-Limit-Requests-Left': '149',
      'X-Rate-Limit-Requests-Quota': '150',
      'X-Rate-Limit-Time-Reset-Ms': '29000',
      'X-Rate-Limit-Time-Window-Ms': '30000',
    },
    body,
  },
};

async function checkerOf(name) {
  if (name === 'contract') {
    const { checkExchange } = await import(new URL('../dist/contract.js', HERE).href);
    return () => checkExchange(exchange).length === 0;
  }
  const document = parse(readFileSync(new URL('../openapi/bigcommerce-customers.yaml', HERE), 'utf8'));
  const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false })).addSchema(document, 'openapi');
  const isValid = ajv.compile({ $ref: `openapi#${SCHEMA.split('/').map(encodeURIComponent).join('/')}` });
  return () => isValid(JSON.parse(body));
}

/** Seconds for all exchanges, after as many as V8 needs to compile what is used. */
export async function measure({ name }) {
  const isRight = await checkerOf(name);
  const checkAll = (count) => {
    for (let done = 0; done < count; done += 1) if (!isRight()) throw new Error(`${name} finds something wrong`);
  };
  checkAll(500);
  const begin = performance.now();
  checkAll(EXCHANGES);
  return (performance.now() - begin) / 1000;
}

export async function run() {
  const results = await inRounds({
    workload: import.meta.url,
    names: NAMES,
    rounds: ROUNDS,
    taskOf: (name) => ({ name }),
  });
  const isReached = median(results.get('contract')) < MOST_SECONDS;
  return {
    columns: ['', 'time', 'must reach', ''],
    rows: [
      [
        '`checkExchange`',
        ratio(medianRatio(results, 'contract', 'ajv', Number)),
        ...goal(`< ${MOST_SECONDS} s`, isReached),
      ],
      ['ajv', ratio(1), ...NO_GOAL],
    ],
  };
}
