import {nameSchema, urlSchema} from '../../connection/accepted.js';
import {freeNameOf} from '../../connection/link-name.js';
import {dataCenterOfAccountsServer, findDataCenter} from '../../zoho/data-center.js';
import {nearlyZoho, partyOf, type UrlKey, urlKeys} from '../../zoho/service-urls.js';
import type {Answers} from '../answers.js';
import {choiceField, type Field, type StepDefinition, textField, type WizardContext} from '../field.js';

const serviceName = textField({
	key: 'serviceName',
	label: 'Service Name',
	help: {why: 'Name of the service to which you wish to connect.', example: 'Zoho Finance Suite'},
	flag: '--service-name TEXT',
	consequence: 'nothing',
	initial: (_answers, context) =>
		freeNameOf(
			'Zoho',
			context.services.map(service => service.linkName),
		),
	schema: nameSchema('Service Name'),
});

const fixedChoice = (
	key: 'authenticationType' | 'grantType',
	label: string,
	value: string,
	why: string,
): Field =>
	choiceField({
		key,
		label,
		help: {why},
		flag: '',
		consequence: 'new-grant',
		initial: () => value,
		options: () => [{value, label: value === 'oauth2' ? 'OAuth2' : 'Authorization Code'}],
	});

const parameterType = choiceField({
	key: 'parameterType',
	label: 'Parameter Type',
	help: {
		why: 'How the access token travels in API calls. Zoho wants the header; a token in a URL ends up in logs.',
	},
	flag: '--parameter-type header|query',
	consequence: 'nothing',
	initial: () => 'header',
	options: () => [
		{value: 'header', label: 'Header'},
		{value: 'query', label: 'Query String'},
	],
});

const accountsOf = (answers: Answers, context: WizardContext): string =>
	(findDataCenter(context.dataCenters, answers.dataCenter) ?? context.dataCenters[0])?.accounts ?? '';

const urls: Readonly<Record<UrlKey, {readonly label: string; readonly path: string}>> = {
	authorizeUrl: {label: 'Authorize URL', path: '/oauth/v2/auth?access_type=offline&prompt=consent'},
	accessTokenUrl: {label: 'Access token URL', path: '/oauth/v2/token'},
	refreshTokenUrl: {label: 'Refresh token URL', path: '/oauth/v2/token'},
};

const usualUrl = (key: UrlKey, answers: Answers, context: WizardContext): string =>
	`${accountsOf(answers, context)}${urls[key].path}`;

/**
 * The three defaults are a set, Zoho's or the saved one. Once one address leaves it for another party, the others have no
 * default any more: a secret goes only where a person said so.
 */
const leavingUrl = (own: UrlKey, answers: Answers, context: WizardContext): UrlKey | undefined =>
	urlKeys.find(key => {
		if (key === own || answers[key] === '') return false;
		const set = context.target?.saved[key] ?? usualUrl(key, answers, context);
		const party = partyOf(context.dataCenters, answers[key]);
		return party !== undefined && party !== partyOf(context.dataCenters, set);
	});

const whyNoDefaultUrl = (key: UrlKey, answers: Answers, context: WizardContext): string | undefined => {
	const other = leavingUrl(key, answers, context);
	if (other === undefined) return undefined;
	const {host} = new URL(answers[other]);
	const hint = nearlyZoho(context.dataCenters, answers[other]);
	return `The ${urls[key].label} is missing: the ${urls[other].label} is at ${host} now, so it has no default.${hint ? ` ${hint}` : ''}`;
};

/** The addresses are of different parties: legal, and worth a look, because the secrets go there. */
const strangerWarning = (
	key: UrlKey,
	text: string,
	answers: Answers,
	table: WizardContext['dataCenters'],
) => {
	const party = partyOf(table, text);
	const consent = partyOf(table, answers.authorizeUrl);
	if (key === 'authorizeUrl' || party === undefined || consent === undefined || party === consent)
		return undefined;
	return `The Client Secret and tokens go to ${new URL(text).host}, but people consent at ${new URL(answers.authorizeUrl).host}.`;
};

const urlField = (key: UrlKey, flag: string, why: string): Field =>
	textField({
		key,
		label: urls[key].label,
		help: {why, where: 'Right for Zoho as it stands; change it for another OAuth 2.0 server.'},
		flag,
		consequence: 'new-grant',
		isPrefilled: true,
		initial: (answers, context) => usualUrl(key, answers, context),
		whyNoDefault: (answers, context) => whyNoDefaultUrl(key, answers, context),
		schema: urlSchema(urls[key].label),
		warn: (text, answers, context) => {
			const there = dataCenterOfAccountsServer(context.dataCenters, text);
			const isOther = there !== undefined && there.id !== answers.dataCenter;
			return isOther
				? `This is ${there.name}, but the data center chosen is another one.`
				: (nearlyZoho(context.dataCenters, text) ?? strangerWarning(key, text, answers, context.dataCenters));
		},
	});

export const service: StepDefinition = {
	id: 'service',
	rail: 'Service',
	title: 'Create New Service',
	intro: 'Describe the service as Sigma does. For Zoho itself every default is right.',
	items: [
		serviceName,
		fixedChoice(
			'authenticationType',
			'Authentication Type',
			'oauth2',
			'The protocol used for authentication.',
		),
		parameterType,
		fixedChoice(
			'grantType',
			'Grant Type',
			'authorization-code',
			'A person consents in the browser (RFC 6749 section 4.1).',
		),
		urlField(
			'authorizeUrl',
			'--authorize-url URL',
			'The page where a person grants access. Offline access and a forced consent bring the refresh token.',
		),
		urlField('accessTokenUrl', '--access-token-url URL', 'Where the code is exchanged for tokens.'),
		urlField(
			'refreshTokenUrl',
			'--refresh-token-url URL',
			'Where the refresh token is exchanged for a new access token.',
		),
	],
	isNeeded: answers => answers.service === '',
	summary: answers => answers.serviceName,
};
