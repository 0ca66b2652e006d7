import { buildPackage } from './start/build-package.js';
import { runStart } from './start/command.js';

const entries = await buildPackage();
process.exitCode = await runStart(entries, { stdout: process.stdout, stderr: process.stderr });
