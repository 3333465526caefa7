import {type ConsoleValue, consoleForm} from '../zoho/client.js';
import {findDataCenter} from '../zoho/data-center.js';
import {clientTypes} from '../zoho/flows/client-type.js';
import {sigmaCallbackUrls} from '../zoho/sigma/places.js';
import {callbackUris} from './consent/callback-uris.js';
import {isElsewhere} from './elsewhere.js';
import {answersOf, type ConsoleMark, type WizardState} from './state.js';

/** What the form is called: the API Console is Zoho's alone. */
export const consoleLabel = (state: WizardState): string =>
	isElsewhere(answersOf(state), state.context) ? 'Client registration' : 'API Console form';

/** A row of the co-pilot beside the API Console, and what became of it. */
export type ConsoleRow = ConsoleValue & {readonly mark: ConsoleMark | undefined};

/** Where the console of the chosen data center is; empty where none is known. */
export const consoleUrl = (state: WizardState): string =>
	findDataCenter(state.context.dataCenters, answersOf(state).dataCenter)?.console ?? '';

/** What people see who consent, as long as the service has no name of its own. */
const clientName = 'zconn';

/** What the API Console's form wants, with this program's redirect URIs and, when asked for, Sigma's; of another server's form the URIs alone. */
export const consoleValues = (state: WizardState): readonly ConsoleValue[] => {
	const answers = answersOf(state);
	if (isElsewhere(answers, state.context)) {
		return callbackUris(state.context.ports).map((value, index) => ({
			key: `redirect-uri-${index + 1}`,
			label: 'Redirect URIs',
			value,
			copyable: true,
		}));
	}
	const sigma = answers.includeSigmaUrls
		? answers.enabledDataCenters.flatMap(id =>
				sigmaCallbackUrls(findDataCenter(state.context.dataCenters, id) ?? {id}),
			)
		: [];
	const edited = (key: string): string | undefined => {
		const text = state.consoleEdits?.[key];
		return text === undefined || valueProblem({key}, text) !== undefined ? undefined : text;
	};
	const usualName = state.given.serviceName === undefined ? clientName : answers.serviceName;
	return consoleForm({
		homepageUrl: edited('homepage-url'),
		clientType: clientTypes.find(type => type === answers.clientType),
		clientName: edited('client-name') ?? usualName,
		redirectUris: [...callbackUris(state.context.ports), ...sigma],
	});
};

/** Whether the form has redirect URIs, Sigma's or others: a client that is not called back has none. */
export const hasRedirectUris = (state: WizardState): boolean => {
	const {clientType} = answersOf(state);
	return clientType !== 'self-client' && clientType !== 'non-browser';
};

/** Why a row of the form cannot have a value; undefined where it can, or where the value is to be the usual one. */
export const valueProblem = ({key}: Pick<ConsoleRow, 'key'>, text: string): string | undefined =>
	key === 'homepage-url' && text.trim() !== '' && URL.parse(text.trim())?.protocol !== 'https:'
		? 'A Homepage URL begins with https://, as in https://example.com.'
		: undefined;

/** Rows that are what a person wants them to be: the others follow from this program. */
export const isEditable = ({key}: Pick<ConsoleRow, 'key'>): boolean =>
	key === 'client-name' || key === 'homepage-url';

/** Another server's form ends in a button that is called otherwise. */
const createRow = (state: WizardState): readonly ConsoleValue[] =>
	isElsewhere(answersOf(state), state.context)
		? []
		: [{key: 'create', label: 'Create', value: 'Create', copyable: false}];

/** The same as rows to be done one by one, with the click that ends the form. */
export const consoleRows = (state: WizardState): readonly ConsoleRow[] =>
	[...consoleValues(state), ...createRow(state)].map(row => ({
		...row,
		mark: state.consoleMarks[row.key],
	}));
