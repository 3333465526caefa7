import {failureWord, summaryOf} from '../connection/outcome-words.js';
import type {RefreshOutcome, TestOutcome} from '../connection/outcomes.js';
import type {ConnectionActions} from '../io/grants/index.js';
import {unwrap, withRuntime} from './command.js';
import {flagOption} from './invocation.js';
import {type Failure, failureHealth, sayFailures} from './output/failures.js';
import {printData, printJson, refusalJson, say} from './output/print.js';
import {createProgress} from './output/progress.js';
import {table} from './output/table.js';
import {worstExitCode} from './output/worst-exit-code.js';
import {chooseConnections} from './targets.js';

/** A command that does one thing to every connection that is named. */
export type ManyCommand<Outcome extends RefreshOutcome | TestOutcome> = {
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
	/** Behind its name and health. */
	readonly rowOf: (outcome: Outcome) => readonly string[];
	/** What stands below that. */
	readonly moreRowsOf?: (outcome: Outcome) => readonly (readonly string[])[];
	/** Between its health and its error. */
	readonly jsonOf: (outcome: Outcome) => Readonly<Record<string, unknown>>;
};

const failureOf = (outcome: RefreshOutcome | TestOutcome): Failure | undefined =>
	outcome.kind === 'refused' ? outcome : undefined;

/** Every connection that was named gets its try; the worst of them is the exit code. */
export const runMany = <Outcome extends RefreshOutcome | TestOutcome>(command: ManyCommand<Outcome>) =>
	withRuntime(async (invocation, runtime) => {
		const {streams} = invocation;
		const names = unwrap(chooseConnections(invocation, runtime.store, command.name));
		// Once for all of them, and before a line is drawn that counts.
		unwrap(await runtime.secrets.unlock());
		const progress = createProgress(invocation, command.progress, names.length);
		const actions = await runtime.actions();
		const outcomes = await command.act(actions, names, ({linkName}) => progress.step(linkName));
		progress.end();
		const failures = outcomes.map(failureOf).filter(failure => failure !== undefined);
		if (flagOption(invocation, 'json')) {
			const connections = outcomes.map(outcome => {
				const failure = failureOf(outcome);
				return {
					linkName: outcome.linkName,
					health: failure ? failureHealth(failure.refusal) : 'ready',
					...command.jsonOf(outcome),
					error: failure ? refusalJson(failure.refusal, streams) : null,
				};
			});
			printJson(streams, {connections});
		} else {
			const rows = outcomes.flatMap(outcome => {
				const failure = failureOf(outcome);
				const word = failure ? failureWord(failure.refusal) : 'ready';
				return [
					[outcome.linkName, word, ...command.rowOf(outcome)],
					...(command.moreRowsOf?.(outcome) ?? []),
				];
			});
			if (rows.length > 0) printData(streams, table(rows));
			sayFailures(streams, failures);
			if (names.length === 0) say(streams, 'No connections yet. "zconn new" sets one up.');
			if (names.length > 1)
				say(streams, summaryOf(command.done, outcomes.length - failures.length, failures));
		}
		return worstExitCode(failures.map(({refusal}) => refusal.exitCode));
	});
