import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stampOf } from '../../../src/cli/input/freshness.js';
import { entriesOf } from '../../../src/cli/input/read-file.js';
import { checkEntry } from '../../../src/cli/report/check-entry.js';
import { bigcommerceContract, type Contract } from '../../../src/contract/index.js';
import { RECORDINGS_FOLDER } from '../../evidence/recordings.js';

/**
 * Writes into recordings what the document says now about the operations in them, as a fingerprint. Recordings that do
 * not conform to it are named and left as they are.
 *
 * @param folders Where recordings are, by default those of the suite.
 * @returns The exit status: 0 when all recordings carry what is current, 1 when one does not conform.
 */
export async function runStamp(folders: readonly string[], output: Pick<Console, 'log' | 'error'>): Promise<number> {
  const counts = { stamped: 0, fresh: 0, refused: 0 };
  for (const path of await filesIn(folders.length > 0 ? folders : [RECORDINGS_FOLDER])) {
    const text = await readFile(path, 'utf8');
    const result = stamped(text, bigcommerceContract);
    if (typeof result !== 'string') {
      counts.refused += 1;
      for (const problem of result.problems) output.error(`${relative(process.cwd(), path)}: ${problem}`);
    } else if (result === text) counts.fresh += 1;
    else {
      counts.stamped += 1;
      await writeFile(path, result);
      output.log(`${relative(process.cwd(), path)}: stamped`);
    }
  }
  output.log(`${counts.stamped} stamped, ${counts.fresh} were fresh, ${counts.refused} refused.`);
  return counts.refused > 0 ? 1 : 0;
}

async function filesIn(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const files = await readdir(folder, { recursive: true });
      return files.filter((file) => file.endsWith('.json')).map((file) => join(folder, file));
    }),
  );
  return found.flat().sort();
}

/**
 * The text of a recording with the fingerprints of its operations, otherwise as it was; or why it gets none: whoever stamps
 * says that the recording is right, and this one is not.
 *
 * @throws SyntaxError when the text is not JSON.
 * @throws UnreadableError when it is no recording.
 */
export function stamped(text: string, contract: Contract): string | { readonly problems: readonly string[] } {
  const entries = entriesOf(JSON.parse(text), () => true);
  const recorded = entries.filter((entry) => entry.kind === 'exchange');
  const problems = [
    ...entries.flatMap((entry) => (entry.kind === 'unreadable' ? [entry.reason] : [])),
    ...recorded.flatMap((entry) => checkEntry(entry, contract).violations.map(({ message }) => message)),
    ...(PLACE.test(text) ? [] : ['its provenance does not name the version of the specification']),
  ];
  if (problems.length > 0) return { problems };
  const stamp = stampOf(
    recorded.map(({ exchange }) => exchange.request),
    contract,
  );
  const members = Object.entries(stamp).map(
    ([operationId, fingerprint]) => `${JSON.stringify(operationId)}: "${fingerprint}"`,
  );
  return text.replace(PLACE, (_, version: string) => `${version},\n    "contract": { ${members.join(', ')} }`);
}

/** Behind the version of the specification, with what stands there already. */
const PLACE = /("specification": "[^"]*")(,\s*"contract": \{[^{}]*\})?/;
