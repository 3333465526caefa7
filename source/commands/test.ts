import {clockTime} from '../connection/health.js';
import {verdictWords} from '../connection/outcome-words.js';
import type {TestOutcome} from '../io/ports.js';
import {runMany} from '../kit/run-many.js';

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

/** Harmless calls, for each connection that was named; the worst of them is the exit code. */
export const run = runMany<TestOutcome>({
	name: 'test',
	progress: 'Tested',
	done: 'ready',
	act: (actions, names, onDone) => actions.test(names, {onDone}),
	rowOf: outcome => [wordsOf(outcome)],
	moreRowsOf: outcome =>
		outcome.calls.map(({product, verdict, scope}) => [
			outcome.linkName,
			product,
			verdict === 'works'
				? verdictWords[verdict]
				: `${verdictWords[verdict]} (${scope})${verdict === 'scope-missing' ? `: zconn edit ${outcome.linkName} --add-scope ${scope}` : ''}`,
		]),
	jsonOf: outcome =>
		outcome.kind === 'good'
			? {
					expiresAt: outcome.expiresAt,
					calls: outcome.calls,
					account: outcome.account,
					organization: outcome.organization,
				}
			: {expiresAt: null, calls: outcome.calls, account: null, organization: null},
});
