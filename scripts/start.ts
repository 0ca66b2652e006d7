import nock from 'nock';
import { runStart } from './start/command.js';

// nock answers every request of this process; nothing leaves it.
nock.disableNetConnect();
process.exitCode = await runStart(process.argv.slice(2), console);
