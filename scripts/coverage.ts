import nock from 'nock';
import { runCoverage } from './coverage/command.js';

// nock answers every request of this process; nothing leaves it.
nock.disableNetConnect();
process.exitCode = await runCoverage(process.argv.slice(2), console);
