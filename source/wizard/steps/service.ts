import * as z from 'zod/mini';
import {freeNameOf, hasUnseen, maximumNameLength, unseenProblem} from '../../connection/link-name.js';
import {dataCenterOfAccountsServer, findDataCenter, parseSafeUrl} from '../../zoho/data-center.js';
import type {AnswerKey, Answers} from '../answers.js';
import {choiceField, type Field, type StepDefinition, textField, type WizardContext} from '../field.js';

export const nameSchema = (label: string) =>
	z.string().check(
		z.minLength(1, `The ${label} is missing.`),
		z.maxLength(maximumNameLength, `The ${label} can have ${maximumNameLength} characters at most.`),
		z.refine(name => !hasUnseen(name), unseenProblem),
	);

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

const urlSchema = (label: string) =>
	z.string().check(
		z.minLength(1, `The ${label} is missing.`),
		z.refine(
			text => parseSafeUrl(text) !== undefined,
			`The ${label} must be an https:// address (http:// only for localhost), without a name or password in it.`,
		),
	);

const accountsOf = (answers: Answers, context: WizardContext): string =>
	(findDataCenter(context.dataCenters, answers.dataCenter) ?? context.dataCenters[0])?.accounts ?? '';

type UrlKey = Extract<AnswerKey, 'authorizeUrl' | 'accessTokenUrl' | 'refreshTokenUrl'>;

const urlField = (key: UrlKey, label: string, path: string, flag: string, why: string): Field =>
	textField({
		key,
		label,
		help: {why, where: 'Right for Zoho as it stands; change it for another OAuth 2.0 server.'},
		flag,
		consequence: 'new-grant',
		isPrefilled: true,
		initial: (answers, context) => `${accountsOf(answers, context)}${path}`,
		schema: urlSchema(label),
		warn: (text, answers, context) => {
			const there = dataCenterOfAccountsServer(context.dataCenters, text);
			const isOther = there !== undefined && there.id !== answers.dataCenter;
			return isOther ? `This is ${there.name}, but the data center chosen is another one.` : undefined;
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
			'Authorize URL',
			'/oauth/v2/auth?access_type=offline&prompt=consent',
			'--authorize-url URL',
			'The page where a person grants access. Offline access and a forced consent bring the refresh token.',
		),
		urlField(
			'accessTokenUrl',
			'Access token URL',
			'/oauth/v2/token',
			'--access-token-url URL',
			'Where the code is exchanged for tokens.',
		),
		urlField(
			'refreshTokenUrl',
			'Refresh token URL',
			'/oauth/v2/token',
			'--refresh-token-url URL',
			'Where the refresh token is exchanged for a new access token.',
		),
	],
	isNeeded: answers => answers.service === '',
	summary: answers => answers.serviceName,
};
