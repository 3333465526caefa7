import type {Runtime} from '../../io/runtime.js';
import {readEvents} from '../../io/shared/engines/admin.js';
import {unwrap} from '../../kit/command.js';
import {flagOption, type Invocation, numberOption} from '../../kit/invocation.js';
import {printData, printJson, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import type {ExitCode} from '../../zoho/refusal.js';

const usual = 50;

/** Who did what, the newest first. */
export const run = async (invocation: Invocation, {shared}: Runtime): Promise<ExitCode> => {
	const limit = unwrap(numberOption(invocation, 'limit', {least: 1, most: 10_000, example: 20})) ?? usual;
	const access = unwrap(await shared.open('The shared store'));
	const [, name] = invocation.positionals;
	const events = unwrap(await readEvents(access.database, {name, limit}));
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {events});
		return 0;
	}
	if (events.length === 0) {
		say(invocation.streams, 'Nothing has happened yet.');
		return 0;
	}
	const rows = events.map(({at, name: of, machine, what}) => [at, of ?? '-', what, machine]);
	printData(invocation.streams, table([['AT', 'NAME', 'WHAT', 'MACHINE'], ...rows]));
	return 0;
};
