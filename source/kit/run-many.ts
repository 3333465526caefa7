import {summaryOf} from '../connection/outcome-words.js';
import type {ConnectionActions} from '../io/grants/index.js';
import type {ExitCode} from '../zoho/refusal.js';
import {flagOption, type Invocation, type Streams} from './invocation.js';
import {type Failure, sayFailures} from './output/failures.js';
import {printData, printJson, printRefusal, say} from './output/print.js';
import {createProgress} from './output/progress.js';
import {table} from './output/table.js';
import {worstExitCode} from './output/worst-exit-code.js';
import {openRuntime} from './runtime.js';
import {chooseConnections} from './targets.js';

/** A command that does one thing to every connection that is named. */
export type ManyCommand<Outcome extends {readonly kind: string; readonly linkName: string}> = {
	/** As it is called on the command line. */
	readonly name: string;
	/** What has been done to those that progress counts. */
	readonly progress: string;
	/** What those are that it worked for. */
	readonly done: string;
	readonly act: (
		actions: ConnectionActions,
		names: readonly string[],
		onDone: (outcome: Outcome) => void,
	) => Promise<readonly Outcome[]>;
	readonly failureOf: (outcome: Outcome) => Failure | undefined;
	readonly rowsOf: (outcome: Outcome) => readonly (readonly string[])[];
	readonly jsonOf: (outcome: Outcome, streams: Streams) => Readonly<Record<string, unknown>>;
};

/** Every connection that was named gets its try; the worst of them is the exit code. */
export const runMany = async <Outcome extends {readonly kind: string; readonly linkName: string}>(
	invocation: Invocation,
	command: ManyCommand<Outcome>,
): Promise<ExitCode> => {
	const {streams} = invocation;
	const runtime = openRuntime(invocation);
	const chosen = chooseConnections(invocation, runtime.store, command.name);
	if (!chosen.ok) return printRefusal(invocation, chosen.refusal);
	const names = chosen.value;
	// Once for all of them, and before a line is drawn that counts.
	const unlocked = await runtime.secrets.unlock();
	if (!unlocked.ok) return printRefusal(invocation, unlocked.refusal);
	const progress = createProgress(invocation, command.progress, names.length);
	const actions = await runtime.actions();
	const outcomes = await command.act(actions, names, ({linkName}) => progress.step(linkName));
	progress.end();
	await runtime.close();
	const failures = outcomes.map(command.failureOf).filter(failure => failure !== undefined);
	if (flagOption(invocation, 'json')) {
		printJson(streams, {connections: outcomes.map(outcome => command.jsonOf(outcome, streams))});
	} else {
		if (outcomes.length > 0) printData(streams, table(outcomes.flatMap(command.rowsOf)));
		sayFailures(streams, failures);
		if (names.length === 0) say(streams, 'No connections yet. "zconn new" sets one up.');
		if (names.length > 1) say(streams, summaryOf(command.done, outcomes.length - failures.length, failures));
	}
	return worstExitCode(failures.map(({refusal}) => refusal.exitCode));
};
