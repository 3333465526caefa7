import type {AnswerKey} from '../answers.js';
import {consentClient} from '../build.js';
import {fieldToFix} from '../field-to-fix.js';
import type {WizardState} from '../state.js';
import type {Option} from './decision.js';

const fixes: Partial<Record<AnswerKey, string>> = {
	clientSecret: 'Enter the Client Secret again',
	scopes: 'Change the scopes',
	soid: 'Correct the organization (soid)',
};

/** Refusals that the API Console can say more about. */
const consoleIds: ReadonlySet<string> = new Set([
	'invalid-client',
	'invalid-client-secret',
	'invalid-redirect-uri',
	'data-center-needs-own-secret',
]);

/** Refusals after which a person is asked, and not a server. */
const askedIds: ReadonlySet<string> = new Set(['access-denied', 'consent-timed-out']);

const review: Option = {label: 'Review the answers', event: at => ({type: 'went-back', at})};
const openConsole: Option = {
	label: 'Open the client in the API Console',
	event: () => ({type: 'opened-console'}),
};
const choose = (label: string, key: AnswerKey): Option => ({
	label,
	event: at => ({type: 'chose-field', key, at}),
});

/** Options after a failure. The first one is the likeliest to help, and what Enter does. */
export const failureOptions = (state: WizardState): readonly Option[] => {
	const {consent, context} = state;
	if (consent.phase !== 'failed') return [];
	const {id} = consent.refusal;
	const field = fieldToFix(state);
	const {isZoho} = consentClient(state);
	const again = askedIds.has(id) ? 'Ask again' : 'Try again';
	const first: Option = {
		label: field ? (fixes[field.key] ?? `Change ${field.label}`) : again,
		verb: field ? 'fix it' : again.toLowerCase(),
		event: at => ({type: 'accepted', at}),
	};
	const asksAll = context.target === undefined;
	return [
		first,
		...(id === 'invalid-client' && asksAll
			? [
					...(isZoho ? [choose('Choose another data center', 'dataCenter')] : []),
					choose('Enter the Client ID again', 'clientId'),
				]
			: []),
		...(isZoho && consoleIds.has(id) ? [openConsole] : []),
		...(field
			? [
					{
						label: 'Try again with the same answers',
						event: (at: number) => ({type: 'tried-again', at}) as const,
					},
				]
			: []),
		...(id === 'access-denied' && asksAll ? [choose('Change the scopes', 'scopes')] : []),
		review,
	];
};
