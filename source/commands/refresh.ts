import {clockTime} from '../connection/health.js';
import type {MintBudget} from '../connection/mint-budget.js';
import {failureWord} from '../connection/outcome-words.js';
import type {RefreshOutcome} from '../io/ports.js';
import type {Invocation, Streams} from '../kit/invocation.js';
import {failureHealth} from '../kit/output/failures.js';
import {refusalJson} from '../kit/output/print.js';
import {runMany} from '../kit/run-many.js';
import type {ExitCode} from '../zoho/refusal.js';

const budgetText = (budget: MintBudget | null): string =>
	budget?.until ? `${budget.left} left until ${clockTime(budget.until)}` : '';

const rowOf = (outcome: RefreshOutcome): readonly string[] =>
	outcome.kind === 'refreshed'
		? [outcome.linkName, 'ready', `until ${clockTime(outcome.expiresAt)}`, budgetText(outcome.budget)]
		: [outcome.linkName, failureWord(outcome.refusal), outcome.refusal.what];

const jsonOf = (outcome: RefreshOutcome, streams: Streams) =>
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
				error: refusalJson(outcome.refusal, streams),
			};

/** New access tokens now. Every connection that was named gets its try; the worst of them is the exit code. */
export const run = (invocation: Invocation): Promise<ExitCode> =>
	runMany<RefreshOutcome>(invocation, {
		name: 'refresh',
		progress: 'Refreshed',
		done: 'refreshed',
		act: (actions, names, onDone) => actions.refresh(names, {onDone}),
		failureOf: outcome => (outcome.kind === 'refused' ? outcome : undefined),
		rowsOf: outcome => [rowOf(outcome)],
		jsonOf,
	});
