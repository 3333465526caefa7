import {clockTime} from '../connection/health.js';
import type {MintBudget} from '../connection/mint-budget.js';
import type {RefreshOutcome} from '../io/ports.js';
import {createRuntime} from '../io/runtime.js';
import type {ExitCode} from '../zoho/refusal.js';
import {flagOption, type Invocation} from './invocation.js';
import {failureHealth, failureWord, sayFailures, summaryOf} from './many.js';
import {printData, printJson, printRefusal, refusalJson, say} from './output.js';
import {createProgress} from './progress.js';
import {runtimeOptions} from './runtime-options.js';
import {table} from './table.js';
import {chooseConnections} from './targets.js';
import {worstExitCode} from './worst-exit-code.js';

const budgetText = (budget: MintBudget | null): string =>
	budget?.until ? `${budget.left} left until ${clockTime(budget.until)}` : '';

const rowOf = (outcome: RefreshOutcome): readonly string[] =>
	outcome.kind === 'refreshed'
		? [outcome.linkName, 'ready', `until ${clockTime(outcome.expiresAt)}`, budgetText(outcome.budget)]
		: [outcome.linkName, failureWord(outcome.refusal), outcome.refusal.what];

const jsonOf = (outcome: RefreshOutcome) =>
	outcome.kind === 'refreshed'
		? {
				linkName: outcome.linkName,
				health: 'ready',
				expiresAt: outcome.expiresAt,
				budget: outcome.budget,
				error: null,
			}
		: {
				linkName: outcome.linkName,
				health: failureHealth(outcome.refusal),
				expiresAt: null,
				budget: null,
				error: refusalJson(outcome.refusal),
			};

/** New access tokens now. Every connection that was named gets its try; the worst of them is the exit code. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {streams} = invocation;
	const runtime = createRuntime(runtimeOptions(invocation));
	const chosen = chooseConnections(invocation, runtime.store, 'refresh');
	if (!chosen.ok) return printRefusal(invocation, chosen.refusal);
	const names = chosen.value;
	const progress = createProgress(invocation, 'Refreshed', names.length);
	const actions = await runtime.actions();
	const outcomes = await actions.refresh(names, {onDone: ({linkName}) => progress.step(linkName)});
	progress.end();
	await runtime.close();
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	if (flagOption(invocation, 'json')) {
		printJson(streams, {connections: outcomes.map(jsonOf)});
	} else {
		if (outcomes.length > 0) printData(streams, table(outcomes.map(rowOf)));
		sayFailures(streams, failures);
		if (names.length === 0) say(streams, 'No connections yet. "zconn new" sets one up.');
		if (names.length > 1) say(streams, summaryOf('refreshed', outcomes.length - failures.length, failures));
	}
	return worstExitCode(failures.map(({refusal}) => refusal.exitCode));
};
