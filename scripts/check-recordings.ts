import nock from 'nock';
import { runRecordings } from './recorded-calls/command.js';

// nock answers every request of this process; nothing leaves it.
nock.disableNetConnect();
process.exitCode = await runRecordings(process.argv.slice(2), console);
