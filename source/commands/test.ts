import {clockTime} from '../connection/health.js';
import type {TestOutcome} from '../io/ports.js';
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

type Call = TestOutcome['calls'][number];

const verdictWords: Readonly<Record<Call['verdict'], string>> = {
	works: 'works',
	'scope-missing': 'scope missing',
	'not-allowed': 'not allowed',
	'token-rejected': 'token rejected',
	'token-or-scope': 'token rejected, or scope missing',
	throttled: 'could not tell: it asks to wait',
	'could-not-tell': 'could not tell',
};

const wordsOf = (outcome: TestOutcome): string => {
	if (outcome.kind === 'refused') return outcome.refusal.what;
	const lacking = outcome.calls
		.filter(({verdict}) => verdict === 'scope-missing')
		.map(({product}) => product);
	return [
		outcome.isNewToken ? 'token good (a new one)' : 'token good',
		...(lacking.length > 0 ? [`scope missing for ${lacking.join(', ')}`] : []),
		`until ${clockTime(outcome.expiresAt)}`,
	].join(', ');
};

const rowsOf = (outcome: TestOutcome): readonly (readonly string[])[] => [
	[outcome.linkName, outcome.kind === 'good' ? 'ready' : failureWord(outcome.refusal), wordsOf(outcome)],
	...outcome.calls.map(({product, verdict, scope}) => [
		outcome.linkName,
		product,
		verdict === 'works' ? verdictWords[verdict] : `${verdictWords[verdict]} (${scope})`,
	]),
];

const jsonOf = (outcome: TestOutcome) => {
	const {linkName, calls} = outcome;
	return outcome.kind === 'good'
		? {
				linkName,
				health: 'ready',
				expiresAt: outcome.expiresAt,
				calls,
				account: outcome.account,
				organization: outcome.organization,
				error: null,
			}
		: {
				linkName,
				health: failureHealth(outcome.refusal),
				expiresAt: null,
				calls,
				account: null,
				organization: null,
				error: refusalJson(outcome.refusal),
			};
};

/** Harmless calls, for each connection that was named; the worst of them is the exit code. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {streams} = invocation;
	const runtime = createRuntime(runtimeOptions(invocation));
	const chosen = chooseConnections(invocation, runtime.store, 'test');
	if (!chosen.ok) return printRefusal(invocation, chosen.refusal);
	const names = chosen.value;
	const progress = createProgress(invocation, 'Tested', names.length);
	const actions = await runtime.actions();
	const outcomes = await actions.test(names, {onDone: ({linkName}) => progress.step(linkName)});
	progress.end();
	await runtime.close();
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	if (flagOption(invocation, 'json')) {
		printJson(streams, {connections: outcomes.map(jsonOf)});
	} else {
		if (outcomes.length > 0) printData(streams, table(outcomes.flatMap(rowsOf)));
		sayFailures(streams, failures);
		if (names.length === 0) say(streams, 'No connections yet. "zconn new" sets one up.');
		if (names.length > 1) say(streams, summaryOf('ready', outcomes.length - failures.length, failures));
	}
	return worstExitCode(failures.map(({refusal}) => refusal.exitCode));
};
