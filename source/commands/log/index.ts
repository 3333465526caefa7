import {isLogged} from '../../io/log/note.js';
import {type NotedUse, readUses} from '../../io/log/read.js';
import type {Runtime} from '../../io/runtime.js';
import {readEvents, type SharedEvent} from '../../io/shared/engines/admin.js';
import {unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation, numberOption} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import {ok, type Result} from '../../zoho/refusal.js';

const usual = 50;

type Asked = {readonly name: string | undefined; readonly limit: number};

/** The audit of the shared store; undefined where none is known. */
const eventsOf = async (
	{shared}: Runtime,
	asked: Asked,
): Promise<Result<readonly SharedEvent[] | undefined>> => {
	if (!shared.isKnown) return ok(undefined);
	const access = await shared.open('The shared store');
	return access.ok ? readEvents(access.value.database, asked) : access;
};

const rowOfUse = ({at, connection, command, status, refusal, method, path}: NotedUse): readonly string[] => {
	const end = status === null ? (refusal ?? 'done') : String(status);
	return [at, connection, command, end, method === null ? '' : `${method} ${path ?? ''}`];
};

const print = (
	{streams, environment}: Invocation,
	uses: readonly NotedUse[],
	events: readonly SharedEvent[],
	{limit}: Asked,
): void => {
	if (!isLogged(environment)) say(streams, '! ZCONN_LOG=off: nothing is added to this log.');
	const rows = [
		...uses.map(rowOfUse),
		...events.map(({at, name, machine, what}) => [at, name ?? '-', 'store', what, `by ${machine}`]),
	]
		.toSorted(([one = ''], [other = '']) => (one < other ? 1 : -1))
		.slice(0, limit);
	if (rows.length === 0) say(streams, 'Nothing has been used yet.');
	else printData(streams, table([['AT', 'NAME', 'BY', 'END', 'WHAT'], ...rows]));
};

/** Who used what, the newest first. What of the store cannot be had is said, and the rest is shown. */
export const run = withRuntime(async (invocation, runtime) => {
	const limit = unwrap(numberOption(invocation, 'limit', {least: 1, most: 10_000, example: 20})) ?? usual;
	const [name] = invocation.positionals;
	const asked = {name, limit};
	const uses = unwrap(readUses(runtime.folder, asked));
	const events = await eventsOf(runtime, asked);
	const isEmpty = uses.length === 0 && events.ok && (events.value ?? []).length === 0;
	if (name !== undefined && isEmpty) unwrap(runtime.store.readOne(name));
	const shown = events.ok ? events.value : undefined;
	if (flagOption(invocation, 'json')) printJson(invocation.streams, {uses, events: shown ?? null});
	else print(invocation, uses, shown ?? [], asked);
	return events.ok ? 0 : printRefusal(invocation, events.refusal);
});
