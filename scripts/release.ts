import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { cutChangelog, nextVersion } from './release/changelog.js';
import { RELEASE_FOLDER, writeReleaseFiles } from './release/files.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const USAGE = `Usage: npm run release -- [VERSION|major|minor|patch] [--dry-run]
       npm run release -- --files

Cuts the changelog, raises the version, runs every check and packs the package, all in a copy of the last commit. When
everything is green, the commit and its tag are added to this branch. Pushing the tag publishes the package. Without a
version, that of package.json is released.

  --dry-run  add neither commit nor tag
  --files    only write the files of the version that is checked out, for the workflow that publishes
`;

/** What must hold before a release, in the order in which it fails soonest. */
const CHECKS: readonly (readonly string[])[] = [
  ['run', 'lint'],
  ['run', 'types'],
  ['run', 'generate', '--', '--check'],
  ['run', 'spec:diff'],
  ['run', 'check:package'],
  ['test', '--', '--ci'],
  ['run', 'release', '--', '--files'],
];

async function release(version: string, isDryRun: boolean): Promise<void> {
  if ((await git(ROOT, 'status', '--porcelain')) !== '')
    throw new Error('There are changes that are not committed. Commit them first.');
  if ((await git(ROOT, 'tag', '--list', `v${version}`)) !== '')
    throw new Error(`v${version} is released. Name the next version, such as minor.`);
  const folder = join(await mkdtemp(join(tmpdir(), 'bigcommerce-customers-release-')), 'copy');
  await git(ROOT, 'worktree', 'add', '--quiet', '--detach', folder, 'HEAD');
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await raise(folder, version, new Date().toISOString().slice(0, 10));
    if ((await git(folder, 'status', '--porcelain', '--untracked-files=no')) !== '')
      await git(folder, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
    for (const argv of CHECKS) await npm(folder, argv);
    await rm(RELEASE_FOLDER, { recursive: true, force: true });
    await cp(join(folder, 'reports/release'), RELEASE_FOLDER, { recursive: true });
    const commit = await git(folder, 'rev-parse', 'HEAD');
    console.log(`\n${version} is in reports/release: tarball, SBOM, provenance, notes.`);
    if (isDryRun) return console.log('Nothing was committed, tagged or published.');
    await git(ROOT, 'merge', '--quiet', '--ff-only', commit);
    await git(ROOT, 'tag', '--annotate', '--message', `Release ${version}`, `v${version}`);
    console.log(`To publish it: git push --atomic origin HEAD v${version}`);
  } finally {
    await git(ROOT, 'worktree', 'remove', '--force', folder);
  }
}

/** Writes a version where it is written, and cuts the changelog. */
async function raise(folder: string, version: string, date: string): Promise<void> {
  const edit = async (path: string, change: (text: string) => string) =>
    writeFile(join(folder, path), change(await readFile(join(folder, path), 'utf8')));
  await edit('CHANGELOG.md', (text) => cutChangelog(text, version, date));
  const old = `"version": "${manifest.version}"`;
  // The first is that of this package.
  await edit('package.json', (text) => text.replace(old, `"version": "${version}"`));
  await edit('package-lock.json', (text) =>
    text.replace(old, `"version": "${version}"`).replace(old, `"version": "${version}"`),
  );
  await edit('src/version.ts', (text) => text.replace(`'${manifest.version}'`, `'${version}'`));
  await edit('README.md', (text) =>
    text.replaceAll(`bigcommerce-customers-${manifest.version}.tgz`, `bigcommerce-customers-${version}.tgz`),
  );
}

/** Returns what git prints. */
async function git(cwd: string, ...argv: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', argv, { cwd });
  return stdout.trim();
}

/** Runs npm, and shows what it prints. */
function npm(cwd: string, argv: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', argv, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${argv.join(' ')} failed. Nothing was released.`)),
    );
  });
}

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, files: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
});
const [wanted = manifest.version, ...others] = positionals;
const version =
  wanted === 'major' || wanted === 'minor' || wanted === 'patch' ? nextVersion(manifest.version, wanted) : wanted;
if (values.help) console.log(USAGE);
else if (values.files) console.log((await writeReleaseFiles()).join('\n'));
else if (others.length > 0 || !/^\d+\.\d+\.\d+$/.test(version)) {
  console.error(`Name one version, such as 0.2.0 or minor.\n\n${USAGE}`);
  process.exitCode = 2;
} else
  await release(version, values['dry-run'] === true).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
