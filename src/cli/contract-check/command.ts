import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bigcommerceContract } from '../../contract/index.js';
import type { Command } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { FORMATS } from '../formats/formats.js';
import { plainText } from '../formats/plain-text.js';
import { summaryLine } from '../formats/text.js';
import { bundledDocument } from '../html/bundled-document.js';
import { reasonOf } from '../input/file-error.js';
import { findFiles } from '../input/find-files.js';
import { type Io, wantsColours } from '../io.js';
import { contractCheckManual } from '../manual/contract-check.js';
import { readScores } from '../scores/read-scores.js';
import { checkFiles } from './check-files.js';
import { readCheckOptions } from './options.js';
import type { Findings } from './report.js';

/** `bigcommerce-customers contract check` */
export const contractCheck: Command = {
  manual: contractCheckManual,
  run: async (argv, io) => {
    const { format, out, strict, scoreFiles, paths } = readCheckOptions(argv);
    const checked = await checkFiles(await findFiles(paths, io.cwd), bigcommerceContract, { strict });
    const { scores, problems } = await readScores(scoreFiles, io.cwd);
    const findings = { ...checked, problems: [...checked.problems, ...problems] };
    for (const { source, reason } of findings.problems) io.stderr.write(`${plainText(`${source}: ${reason}`)}\n`);
    const colours = out === undefined && wantsColours(io);
    const report = FORMATS[format](findings, { colours, scores, document: await bundledDocument() });
    if (out === undefined) io.stdout.write(report);
    const isWritten = out === undefined || (await writeReport(out, report, findings, io));
    return isWritten ? exitCodeOf(findings) : EXIT.unusable;
  },
};

async function writeReport(out: string, report: string, findings: Findings, io: Io): Promise<boolean> {
  try {
    await writeFile(resolve(io.cwd, out), report);
  } catch (error) {
    io.stderr.write(`${plainText(`${out}: cannot be written: ${reasonOf(error)}`)}\n`);
    return false;
  } finally {
    // Also when the report is lost, people learn how it went.
    io.stdout.write(`${summaryLine(findings)}\n`);
  }
  return true;
}

export function exitCodeOf({ exchanges, problems }: Findings): number {
  if (problems.length > 0) return EXIT.unusable;
  return exchanges.some(({ violations }) => violations.length > 0) ? EXIT.violates : EXIT.conforms;
}
