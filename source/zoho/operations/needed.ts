import {isCovered} from '../scopes/scope.js';
import type {FoundOperation} from './find.js';

export type NeededScopes = {
	readonly operation: FoundOperation;
	/** What has to be added; empty where what is known of the call says that nothing is missing. */
	readonly missing: readonly string[];
	/** Other ways to allow the call, wider ones. */
	readonly alternatives: readonly (readonly string[])[];
};

/** What is missing for a call, by the alternative that comes first. */
export const neededScopes = (operation: FoundOperation, granted: readonly string[]): NeededScopes => {
	const lacking = operation.scopes.map(together => together.filter(scope => !isCovered(scope, granted)));
	const isAllowed = lacking.some(scopes => scopes.length === 0);
	const [missing = [], ...alternatives] = lacking;
	return {operation, missing: isAllowed ? [] : missing, alternatives: isAllowed ? [] : alternatives};
};
