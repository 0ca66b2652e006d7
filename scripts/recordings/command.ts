import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bigcommerceContract } from '../../src/contract/index.js';
import { stamped } from './stamped.js';

const RECORDINGS = fileURLToPath(new URL('../../contract-tests/recordings', import.meta.url));

/**
 * Writes into recordings what the document says now about the operations in them, as a fingerprint. Recordings that do
 * not conform to it are named and left as they are.
 *
 * @param folders Where recordings are, by default those of the suite.
 * @returns The exit status: 0 when all recordings carry what is current, 1 when one does not conform.
 */
export async function runStamp(folders: readonly string[], output: Pick<Console, 'log' | 'error'>): Promise<number> {
  const counts = { stamped: 0, fresh: 0, refused: 0 };
  for (const path of await filesIn(folders.length > 0 ? folders : [RECORDINGS])) {
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
