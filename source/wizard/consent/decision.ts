import {accountName} from '../../connection/account-text.js';
import {freeNameOf, linkNameOf} from '../../connection/link-name.js';
import {isZohos} from '../../connection/whose.js';
import {differenceOf} from '../edit/difference.js';
import type {EventOf, PersonEvent} from '../events.js';
import type {Target} from '../field.js';
import type {WizardState} from '../state.js';
import type {NewGrant} from './state.js';

/** One option to go on; the event is what choosing it means. */
export type Option = {
	readonly label: string;
	/** The same for a narrow window. */
	readonly short?: string | undefined;
	/** Beside the button, where there is room. */
	readonly beside?: string;
	/** What is to be known of it, while it is chosen. */
	readonly hint?: string;
	/** What Enter does, in the last row; "do it" when left out. */
	readonly verb?: string;
	/** The label of a text that has to be typed with it. */
	readonly typed?: string;
	readonly event: (at: number, text?: string) => PersonEvent;
};

/** @param label what the button says @param verb what Enter does, in the last row @param short of the label, for a narrow window */
export const option = (label: string, verb: string, event: Option['event'], short?: string): Option => ({
	label,
	verb,
	event,
	short,
});

/** A question between the review and the end, with the options that there are. The first one is the safe one. */
export type Decision = {
	readonly question: string;
	/** What is known, as label and value. */
	readonly facts: readonly {readonly label: string; readonly value: string}[];
	readonly options: readonly Option[];
	/** What stays as it is, below the options. */
	readonly after?: string;
	readonly canGoBack: boolean;
};

/** More names than fit a window help no one. */
const mostNames = 20;

const list = (names: readonly string[]): string =>
	names.length <= mostNames
		? names.join(', ')
		: `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more`;

const othersText = (names: readonly string[]): string =>
	`${names.length === 1 ? 'another connection' : `${names.length} other connections`} too: ${list(names)}`;

const shared = (state: WizardState, target: Target): Decision => {
	const {consequence} = differenceOf(state, target);
	const others = target.sharedBy.length === 1 ? 'it' : 'they';
	const grants = target.sharedBy.length === 1 ? 'the other keeps its grant' : 'the others keep their grants';
	const cost = {
		nothing: '',
		'wider-consent': `; ${grants}`,
		'new-consent': `; ${grants}`,
		'new-grant': `; ${others} will need reconnecting`,
	}[consequence];
	return {
		question: `The service "${target.service.name}" is used by ${othersText(target.sharedBy)}. For whom is the change?`,
		facts: [],
		options: [
			option('For this connection alone, with a service of its own', 'change this one', at => ({
				type: 'answered-shared',
				choice: 'own',
				at,
			})),
			option(`For all of them${cost}`, 'change all', at => ({type: 'answered-shared', choice: 'all', at})),
		],
		canGoBack: true,
	};
};

const nameOf = (
	account: Target['connection']['account'],
	organization: Target['connection']['organization'],
): string => accountName(account) ?? organization?.name ?? 'unknown';

const choose = (choice: EventOf<'answered-other-user'>['choice']) => () =>
	({type: 'answered-other-user', choice}) as const;

const otherUser = (
	{connection, service}: Target,
	{proof, issued}: NewGrant,
	taken: readonly string[],
): Decision => {
	const before = nameOf(connection.account, connection.organization);
	const now = proof.account ? nameOf(proof.account, null) : nameOf(null, proof.organization);
	const name = freeNameOf(issued.connection.name, taken);
	const about = [service.name, issued.connection.dataCenter ?? ''];
	const user = isZohos(connection) ? 'Zoho user' : 'user';
	return {
		question: `Another ${user} approved this time. What should happen to the new grant?`,
		facts: [
			{label: 'Until now', value: before},
			{label: 'This time', value: now},
		],
		options: [
			{
				...option('Save it as a new connection', 'save as new', choose('save-apart')),
				beside: `${name}, ${linkNameOf(name, taken, about)}`,
			},
			option(
				`Replace: ${connection.name} belongs to ${now} from now on`,
				'replace',
				choose('replace'),
				'Replace the old grant',
			),
			option(
				`Discard: revoke the new grant; ${connection.name} stays as it is`,
				'discard',
				choose('give-up'),
				'Discard: revoke the new grant',
			),
		],
		after: `${connection.name} still belongs to ${before}.`,
		canGoBack: false,
	};
};

export const decisionOf = (state: WizardState): Decision | undefined => {
	const {consent, context} = state;
	const {target} = context;
	if (!target) return undefined;
	if (consent.phase === 'asking-shared') return shared(state, target);
	return consent.phase === 'other-user' ? otherUser(target, consent, context.connectionLinkNames) : undefined;
};
