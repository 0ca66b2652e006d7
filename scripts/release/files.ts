import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { npm, pack } from '../package/packed.js';
import { notesOf } from './changelog.js';
import { provenanceOf } from './provenance.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the files of a release are written. */
export const RELEASE_FOLDER = join(ROOT, 'reports/release');

/**
 * Packs the package, and writes beside the tarball what is in it (an SBOM in the form of CycloneDX), where it comes from (a
 * statement of provenance, which npm signs when the package is published) and what changed.
 *
 * @returns The names of the files.
 */
export async function writeReleaseFiles(): Promise<string[]> {
  await rm(RELEASE_FOLDER, { recursive: true, force: true });
  await mkdir(RELEASE_FOLDER, { recursive: true });
  const tarball = await pack(RELEASE_FOLDER);
  const name = basename(tarball.path);
  const notes = notesOf(await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8'), tarball.version);
  const files = {
    'sbom.cdx.json': JSON.stringify(await softwareBillOfMaterials(), undefined, 2),
    'provenance.json': JSON.stringify(await provenance(tarball.path), undefined, 2),
    'notes.md': notes,
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(RELEASE_FOLDER, file), `${text}\n`);
  return [name, ...Object.keys(files)];
}

interface Component {
  readonly name: string;
  readonly version: string;
}

/** What npm knows about all packages that are installed, reduced to those whose code is in the published files. */
async function softwareBillOfMaterials() {
  const inventory: { readonly components: readonly Component[]; readonly metadata: object } = JSON.parse(
    await npm(ROOT, 'sbom', '--sbom-format=cyclonedx', '--package-lock-only'),
  );
  const bundled = await bundledPackages();
  const components = inventory.components.filter(({ name, version }) => bundled.has(`${name}@${version}`));
  if (components.length !== bundled.size)
    throw new Error(`package-lock.json has ${components.length} of the bundled packages ${[...bundled].join(', ')}`);
  // What they depend on is bundled with them, or not used.
  return { ...inventory, components, dependencies: [] };
}

/** The packages whose code is in `dist`, with their versions, as source maps and the one file without a map tell. */
export async function bundledPackages(): Promise<ReadonlySet<string>> {
  const dist = join(ROOT, 'dist');
  const maps = (await readdir(dist, { recursive: true })).filter((path) => path.endsWith('.map'));
  const texts = await Promise.all(maps.map((path) => readFile(join(dist, path), 'utf8')));
  const sources = texts.flatMap((text): string[] => JSON.parse(text).sources);
  const folders = sources.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const packages = new Set<string>();
  // The agent for proxies is bundled without a map, because it would be as large as all others together.
  for (const folder of new Set([...folders, 'undici-6'])) {
    const { name, version }: Component = JSON.parse(
      await readFile(join(ROOT, 'node_modules', folder, 'package.json'), 'utf8'),
    );
    packages.add(`${name}@${version}`);
  }
  return packages;
}

async function provenance(path: string): Promise<object> {
  const { repository } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: ROOT });
  return provenanceOf({
    name: basename(path),
    tarball: await readFile(path),
    repository: repository.url,
    commit: commit.trim(),
    builder: process.env['GITHUB_WORKFLOW_REF'] ?? 'local',
  });
}
