import {type ClientType, clientTypeNames, clientTypes, soidProblem} from '../../zoho/flows/client-type.js';
import type {Answers} from '../answers.js';
import {isElsewhere} from '../elsewhere.js';
import {choiceField, type Option, textField, type WizardContext} from '../field.js';
import {adoptedType} from '../flows/adopting.js';

/** What the command line brings along says which type it is. */
const initialType = ({grantType, soid}: Answers, {brought}: WizardContext): string => {
	if (brought?.refreshToken !== undefined) return adoptedType;
	const isSelfClient = brought?.code !== undefined || soid !== '' || grantType === 'client-credentials';
	return isSelfClient ? 'self-client' : 'server-based';
};

const hints: Readonly<Record<ClientType, string>> = {
	'server-based': 'consent in a browser; recommended',
	'self-client': 'a code from the API Console; your account only',
	'non-browser': 'a code typed on another device',
};

const consoleTypes: readonly Option[] = clientTypes.map(value => ({
	value,
	label: clientTypeNames[value],
	hint: hints[value],
}));

const adopted: Option = {
	value: adoptedType,
	label: 'I have a refresh token',
	hint: 'keep a grant that exists already',
};

/** What is saved keeps its type, and what the command line brings along has one. */
const isChosenHere = (answers: Answers, {brought, target, dataCenters}: WizardContext): boolean =>
	target === undefined &&
	brought?.hasType !== true &&
	brought?.code === undefined &&
	brought?.refreshToken === undefined &&
	!isElsewhere(answers, {dataCenters});

/** The choice that decides the way to a grant. */
export const clientType = choiceField({
	key: 'clientType',
	label: 'Client Type',
	help: {
		why: "Sigma's documentation uses Server-based Applications.",
		where: 'What will you register in the API Console? Server-based is right unless you know that it is not.',
		short: 'Server-based is right for most.',
		spoken: '',
	},
	flag: '--client-type server-based|self-client|non-browser',
	isAsked: isChosenHere,
	inOneRow: true,
	initial: initialType,
	options: (_answers, context) => (context.target ? consoleTypes : [...consoleTypes, adopted]),
});

/** The organization that client credentials are for. */
export const soid = textField({
	key: 'soid',
	label: 'soid',
	help: {
		why: 'Client credentials are for one organization: the name of its service, a dot, and its id.',
		where: 'The id is in the address or the settings of the product, as Organization ID or zsoid.',
		short: "In the product's address or settings.",
		example: 'ZohoCRM.600123456',
	},
	flag: '--soid SERVICE.ID',
	isAsked: answers => answers.grantType === 'client-credentials',
	whyNoDefault: (answers, {target}) =>
		answers.grantType === 'client-credentials' && !target?.saved.soid
			? 'The soid is missing: a service and the id of an organization, such as ZohoCRM.600123456.'
			: undefined,
	check: text => (text === '' ? undefined : soidProblem(text)),
});
