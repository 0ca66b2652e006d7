import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { FORMATS } from '../formats/formats.js';
import { plainText } from '../formats/plain-text.js';
import { summaryLine } from '../formats/text.js';
import { bundledDocument } from '../html/bundled-document.js';
import { UnreadableError } from '../input/entry.js';
import { reasonOf } from '../input/file-error.js';
import { findFiles } from '../input/find-files.js';
import { type Io, wantsColours } from '../io.js';
import { contractCheckManual } from '../manual/contract-check.js';
import { readScores } from '../scores/read-scores.js';
import { checkFiles } from './check-files.js';
import { type CheckOptions, readCheckOptions } from './options.js';
import { nothingFound, severalHosts, strippedLines, uncheckedLines } from './remarks.js';
import type { Findings } from './report.js';
import { createServers } from './servers.js';
import { loadSpecification, OWN_SPECIFICATION, type Specification } from './specification.js';

/** `bigcommerce-customers contract check` */
export const contractCheck: Command = {
  manual: contractCheckManual,
  run: async (argv, io) => {
    const options = readCheckOptions(argv);
    const specification = await specificationFrom(options, io);
    return specification === undefined ? EXIT.unusable : checkAgainst(specification, options, io);
  },
};

/** `undefined` when there is none that can be used, which is said. */
async function specificationFrom({ spec }: CheckOptions, io: Io): Promise<Specification | undefined> {
  if (spec === undefined) return OWN_SPECIFICATION;
  try {
    return await loadSpecification(spec, io.cwd);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    for (const line of error.message.split('\n')) io.stderr.write(`${plainText(line)}\n`);
    return undefined;
  }
}

async function checkAgainst(specification: Specification, options: CheckOptions, io: Io): Promise<number> {
  const { format, out, strict, maxAgeDays, scoreFiles, paths, baseUrls } = options;
  const { contract, unchecked = [] } = specification;
  const servers = createServers(contract, baseUrls);
  const settings = { contract, servers, strict, ageLimit: { now: io.now(), maxAgeDays } };
  const say = (line: string) => io.stderr.write(`${plainText(line)}\n`);
  for (const line of uncheckedLines(unchecked)) say(line);
  const found = await checkFiles(await findFiles(paths, io.cwd), settings);
  if (servers.guessedHosts.size > 1) {
    say(severalHosts(options.spec, servers));
    return EXIT.unusable;
  }
  const checked = { ...found, problems: [...found.problems, ...nothingFound(found, paths, servers)] };
  for (const line of strippedLines(checked)) say(line);
  const { scores, problems } = await readScores(scoreFiles, io.cwd);
  const findings = { ...checked, problems: [...checked.problems, ...problems] };
  for (const { source, reason } of findings.problems) say(`${source}: ${reason}`);
  const document = specification.lines?.join('\n') ?? (await bundledDocument());
  const style = { colours: out === undefined && wantsColours(io), scores, document };
  const report = FORMATS[format](findings, style, specification);
  if (out === undefined) io.stdout.write(report);
  const isWritten = out === undefined || (await writeReport(out, report, findings, io));
  return isWritten ? exitCodeOf(findings) : EXIT.unusable;
}

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

export function exitCodeOf({ exchanges, problems, stale }: Findings): number {
  if (problems.length > 0) return EXIT.unusable;
  return stale.length > 0 || exchanges.some(({ violations }) => violations.length > 0) ? EXIT.violates : EXIT.conforms;
}
