import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'tsup';
import config from '../../tsup.config.js';

/** Builds the client as it is published into a folder, in a quarter of the time that the package takes. */
const [, , outDir = ''] = process.argv;
const [client] = Array.isArray(config) ? config : [];
await build({ ...client, config: false, silent: true, outDir });
await writeFile(join(outDir, 'package.json'), JSON.stringify({ type: 'module' }));
