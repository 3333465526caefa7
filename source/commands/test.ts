import {clockTime} from '../connection/health.js';
import {failureWord, verdictWords} from '../connection/outcome-words.js';
import type {TestOutcome} from '../io/ports.js';
import type {Invocation, Streams} from '../kit/invocation.js';
import {failureHealth} from '../kit/output/failures.js';
import {refusalJson} from '../kit/output/print.js';
import {runMany} from '../kit/run-many.js';
import type {ExitCode} from '../zoho/refusal.js';

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
		verdict === 'works'
			? verdictWords[verdict]
			: `${verdictWords[verdict]} (${scope})${verdict === 'scope-missing' ? `: zconn edit ${outcome.linkName} --add-scope ${scope}` : ''}`,
	]),
];

const jsonOf = (outcome: TestOutcome, streams: Streams) => {
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
				error: refusalJson(outcome.refusal, streams),
			};
};

/** Harmless calls, for each connection that was named; the worst of them is the exit code. */
export const run = (invocation: Invocation): Promise<ExitCode> =>
	runMany<TestOutcome>(invocation, {
		name: 'test',
		progress: 'Tested',
		done: 'ready',
		act: (actions, names, onDone) => actions.test(names, {onDone}),
		failureOf: outcome => (outcome.kind === 'refused' ? outcome : undefined),
		rowsOf,
		jsonOf,
	});
