import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MutationReport } from './stryker.js';

/** A page that shows a report and needs nothing else: no file beside it, no network. */
export async function pageOf(report: MutationReport): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('mutation-testing-elements');
  const script = await readFile(join(dirname(entry), 'mutation-test-elements.js'), 'utf8');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mutants of the specification</title>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</head>
<body>
<mutation-test-report-app title-postfix="specification">Showing the report needs JavaScript.</mutation-test-report-app>
<script type="application/json" id="report">${JSON.stringify(briefly(report)).replaceAll('<', '\\u003c')}</script>
<script>
document.querySelector('mutation-test-report-app').report = JSON.parse(document.getElementById('report').textContent);
</script>
</body>
</html>
`;
}

/** Thousands of killed uses beside their component would hide what matters, and make the page slow. The JSON has them. */
function briefly(report: MutationReport): MutationReport {
  const files = Object.entries(report.files).map(([name, file]) => {
    const shown = file.mutants.filter(({ status, id }) => status === 'Survived' || !id.includes(' @ '));
    return [name, { ...file, mutants: shown }] as const;
  });
  return { ...report, files: Object.fromEntries(files) };
}
