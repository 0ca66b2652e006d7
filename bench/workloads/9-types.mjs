import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Work for the TypeScript compiler';
export const explanation = `Instantiations of types (\`tsc --extendedDiagnostics\`) for ten lines that list, upsert and delete, relative to the same with
bare openapi-fetch over the same generated types.`;

const MOST = 1;
const HERE = new URL('..', import.meta.url);
const CONSUMERS = [
  ['**this client**', 'ours.ts'],
  ['openapi-fetch', 'openapi-fetch.ts'],
];

export async function run() {
  const counts = CONSUMERS.map(([, file]) => instantiationsOf(file));
  const rows = CONSUMERS.map(([label], index) => {
    const growth = counts[index] / counts.at(-1);
    return [
      label,
      String(counts[index]),
      ratio(growth),
      ...(index === 0 ? goal(`≤ ${MOST}`, growth <= MOST) : NO_GOAL),
    ];
  });
  return { columns: ['', 'instantiations', 'ratio', 'must reach', ''], rows };
}

function instantiationsOf(file) {
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', HERE));
  const options =
    '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --types node --extendedDiagnostics';
  const path = fileURLToPath(new URL(`consumers/${file}`, HERE));
  const output = execFileSync(process.execPath, [compiler, ...options.split(' '), path], { encoding: 'utf8' });
  return Number(/^Instantiations:\s+(\d+)/m.exec(output)[1]);
}
