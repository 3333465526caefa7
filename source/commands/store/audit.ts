import type {Runtime} from '../../io/runtime.js';
import {readEvents} from '../../io/shared/engines/admin.js';
import {flagOption, type Invocation, numberOption} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import {visibleControls} from '../../kit/output/terminal-text.js';
import {type ExitCode, wrongUse} from '../../zoho/refusal.js';

const usual = 50;

/** Who did what, the newest first. */
export const run = async (invocation: Invocation, {shared}: Runtime): Promise<ExitCode> => {
	const limit = numberOption(invocation, 'limit', {least: 1, most: 10_000});
	if (limit === 'wrong') {
		const why = 'It has to be a whole number from 1 to 10000.';
		return printRefusal(invocation, wrongUse('--limit is not understood.', why, 'For example: --limit 20'));
	}
	const access = await shared.open('The shared store');
	if (!access.ok) return printRefusal(invocation, access.refusal);
	const [, name] = invocation.positionals;
	const events = await readEvents(access.value.database, {name, limit: limit ?? usual});
	if (!events.ok) return printRefusal(invocation, events.refusal);
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {events: events.value});
		return 0;
	}
	if (events.value.length === 0) {
		say(invocation.streams, 'Nothing has happened yet.');
		return 0;
	}
	const rows = events.value.map(({at, name: of, machine, what}) => [
		at,
		of ?? '-',
		what,
		visibleControls(machine),
	]);
	printData(invocation.streams, table([['AT', 'NAME', 'WHAT', 'MACHINE'], ...rows]));
	return 0;
};
