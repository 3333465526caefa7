import {consentClient} from '../build.js';
import type {WizardState} from '../state.js';

/** One row of the console's *Generate Code*: what to copy, choose or click. */
export type CodeRow = {
	readonly key: string;
	readonly label: string;
	readonly value: string;
	/** Undefined for what is done in the browser alone. */
	readonly copies: string | undefined;
	/** What is to be done with it, and what is said of it then; of a copy it depends on how it was made. */
	readonly does: string;
	readonly done?: string;
};

/** Minutes to choose as Time Duration: the longest that the console offers. */
export const codeMinutes = 10;

/** The rows, in the console's order. */
export const codeRows = (state: WizardState): readonly CodeRow[] => {
	const {scopes} = consentClient(state);
	const count = scopes.length === 1 ? '1 scope' : `${scopes.length} scopes, separated by commas`;
	return [
		{key: 'code-scope', label: 'Scope', value: count, copies: scopes.join(','), does: 'copy'},
		{
			key: 'code-duration',
			label: 'Time Duration',
			value: `${codeMinutes} minutes`,
			copies: undefined,
			does: 'choose',
			done: 'chosen',
		},
		{key: 'code-description', label: 'Scope Description', value: 'zconn', copies: 'zconn', does: 'copy'},
		{
			key: 'code-create',
			label: 'Create',
			value: 'choose your organization if it asks',
			copies: undefined,
			does: 'click',
		},
	];
};
