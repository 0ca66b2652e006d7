import { BY_HAND, CONTESTANTS, loadAll } from './contestants.mjs';
import { markdownTable } from './table.mjs';

export function describeWorkload(number, { title, explanation }, { columns, rows, notes = '' }) {
  const parts = [`## ${number}. ${title}`, explanation, markdownTable(columns, rows), notes];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

export async function describeRun(sections) {
  const contestants = await loadAll([...CONTESTANTS, ...BY_HAND]);
  const rows = contestants.map(({ label, pointedBy, bulkWay }) => [label, pointedBy, bulkWay]);
  const date = new Date().toISOString().slice(0, 10);
  return `# What \`npm run bench\` measured

Node ${process.version}, ${date}. Written by \`npm run bench\`. Do not edit.

One server on this machine, a fresh process for every measurement, contestants in turn, medians. Numbers are ratios or counts:
seconds would tell about the machine. Versions are those in \`package.json\`; ky is the newest that runs on Node 20.

${sections.join('\n')}
## How everybody was pointed at the server

Default settings but for this. Calls of clients that know only HTTPS and \`api.bigcommerce.com\` are sent over plain HTTP,
as all others are.

${markdownTable(['', 'pointed at the server by', 'many values are sent'], rows).replaceAll('---:', '---')}
`;
}
