import {clockTime} from '../connection/health.js';
import type {MintBudget} from '../connection/mint-budget.js';
import type {RefreshOutcome} from '../io/ports.js';
import {runMany} from '../kit/run-many.js';

const budgetText = (budget: MintBudget | null): string =>
	budget?.until ? `${budget.left} left until ${clockTime(budget.until)}` : '';

/** New access tokens now. Every connection that was named gets its try; the worst of them is the exit code. */
export const run = runMany<RefreshOutcome>({
	name: 'refresh',
	progress: 'Refreshed',
	done: 'refreshed',
	act: (actions, names, onDone) => actions.refresh(names, {onDone}),
	rowOf: outcome =>
		outcome.kind === 'refreshed'
			? [`until ${clockTime(outcome.expiresAt)}`, budgetText(outcome.budget)]
			: [outcome.refusal.what],
	jsonOf: outcome =>
		outcome.kind === 'refreshed'
			? {expiresAt: outcome.expiresAt, budget: outcome.budget}
			: {expiresAt: null, budget: null},
});
