import { build } from 'tsup';
import config from '../../tsup.config.js';

/** Builds `index.js` and `index.cjs` as they are published into a folder, in a quarter of the time that the package takes. */
const [, , outDir = ''] = process.argv;
const configs = Array.isArray(config) ? config : [];
const isOfClient = (entry: unknown) => JSON.stringify(entry) === JSON.stringify({ index: 'src/index.ts' });
const ofClient = configs.filter(({ dts, entry }) => dts === undefined && isOfClient(entry));
await Promise.all(ofClient.map((part) => build({ ...part, config: false, silent: true, outDir })));
