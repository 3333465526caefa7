import {nameCheck, urlCheck} from '../../connection/checks.js';
import {freeNameOf, maximumNameLength} from '../../connection/link-name.js';
import {dataCenterOfAccountsServer, findDataCenter, parseSafeUrl} from '../../zoho/data-center.js';
import {grantTypeNames} from '../../zoho/flows/client-type.js';
import {nearlyZoho, partyOf, type UrlKey, urlKeys} from '../../zoho/service-urls.js';
import {type Answers, otherServer} from '../answers.js';
import {isElsewhere, serverOf} from '../elsewhere.js';
import {
	always,
	choiceField,
	type Field,
	type Note,
	type StepDefinition,
	textField,
	type WizardContext,
} from '../field.js';
import {soid} from './client-type.js';
import {allowedHosts, fromMetadata, revocationUrl} from './elsewhere.js';

/** The host of another server, which is as good a name as any; undefined for Zoho, or before it is known. */
const hostNameOf = (answers: Answers, context: WizardContext): string | undefined =>
	isElsewhere(answers, context)
		? parseSafeUrl(answers.issuer || answers.authorizeUrl)?.hostname.slice(0, maximumNameLength)
		: undefined;

const serviceName = textField({
	key: 'serviceName',
	label: 'Service Name',
	help: {why: 'Name of the service to which you wish to connect.', example: 'Zoho Finance Suite'},
	helpElsewhere: {why: 'What you call it.'},
	flag: '--service-name TEXT',
	consequence: 'nothing',
	initial: (answers, context) =>
		freeNameOf(
			hostNameOf(answers, context) ?? 'Zoho',
			context.services.map(service => service.linkName),
		),
	check: nameCheck('Service Name'),
});

const authenticationType = choiceField({
	key: 'authenticationType',
	label: 'Authentication Type',
	help: {why: 'The protocol used for authentication.'},
	initial: () => 'oauth2',
	options: () => [{value: 'oauth2', label: 'OAuth2'}],
});

const byCode = {value: 'authorization-code', label: grantTypeNames['authorization-code']} as const;

const grantType = choiceField({
	key: 'grantType',
	label: 'Grant Type',
	help: {
		why: 'A code brings a grant that lasts (RFC 6749 section 4.1). Client credentials have no refresh token: a new token is asked for each hour, and not every product accepts it.',
	},
	flag: '--grant authorization-code|client-credentials',
	initial: ({soid: organization, clientType}) =>
		organization !== '' && clientType === 'self-client' ? 'client-credentials' : byCode.value,
	options: ({clientType}) =>
		clientType === 'self-client'
			? [
					{...byCode, hint: 'a code from the API Console'},
					{
						value: 'client-credentials',
						label: grantTypeNames['client-credentials'],
						hint: 'no code; for one organization',
					},
				]
			: [byCode],
});

const parameterType = choiceField({
	key: 'parameterType',
	label: 'Parameter Type',
	help: {
		why: 'How the access token travels in API calls. Zoho wants the header; a token in a URL ends up in logs.',
	},
	helpElsewhere: {
		why: 'How the access token travels in API calls. Nearly every server wants the header; a token in a URL ends up in logs.',
	},
	flag: '--parameter-type header|query',
	consequence: 'nothing',
	initial: () => 'header',
	options: () => [
		{value: 'header', label: 'Header'},
		{value: 'query', label: 'Query String'},
	],
});

const accountsOf = (answers: Answers, context: WizardContext): string | undefined =>
	answers.dataCenter === otherServer
		? undefined
		: (findDataCenter(context.dataCenters, answers.dataCenter) ?? context.dataCenters[0])?.accounts;

const urls: Readonly<Record<UrlKey, {readonly label: string; readonly path: string}>> = {
	authorizeUrl: {label: 'Authorize URL', path: '/oauth/v2/auth?access_type=offline&prompt=consent'},
	accessTokenUrl: {label: 'Access token URL', path: '/oauth/v2/token'},
	refreshTokenUrl: {label: 'Refresh token URL', path: '/oauth/v2/token'},
};

/** Zoho's; empty where another server was chosen, whose addresses nothing tells. */
const usualUrl = (key: UrlKey, answers: Answers, context: WizardContext): string => {
	const accounts = accountsOf(answers, context);
	return accounts === undefined ? '' : `${accounts}${urls[key].path}`;
};

/** The same of a server that was asked. */
const discoveredUrl = (key: UrlKey, answers: Answers, context: WizardContext): string | undefined => {
	const server = serverOf(answers, context);
	return key === 'authorizeUrl' ? server?.authorizeUrl : server?.tokenUrl;
};

/**
 * The three defaults are a set, Zoho's or the saved one. Once one address leaves it for another party, the others have no
 * default any more: a secret goes only where a person said so.
 */
const leavingUrl = (own: UrlKey, answers: Answers, context: WizardContext): UrlKey | undefined =>
	urlKeys.find(key => {
		if (key === own || answers[key] === '' || serverOf(answers, context)) return false;
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

/** An Authorize URL that has left Zoho takes the default of the other two with it. */
const lacksTokenUrls = (key: UrlKey, text: string, answers: Answers, context: WizardContext) => {
	const isMissing = answers.accessTokenUrl === '' && answers.refreshTokenUrl === '';
	const isLeft = key === 'authorizeUrl' && isMissing && usualUrl(key, answers, context) !== '';
	return isLeft ? `${new URL(text).host} is not Zoho: enter its two token URLs as well.` : undefined;
};

const urlField = (
	key: UrlKey,
	flag: string,
	{why, whyElsewhere}: {readonly why: string; readonly whyElsewhere: string},
): Field =>
	textField({
		key,
		label: urls[key].label,
		help: {
			why,
			where: 'Right for Zoho as it is; change it for another OAuth 2.0 server.',
			short: 'Right for Zoho as it is.',
		},
		helpElsewhere: {
			why: whyElsewhere,
			where: "You find it in that server's documentation.",
			short: "It is in that server's documentation.",
		},
		flag,
		isPrefilled: true,
		decided: (answers, context) => discoveredUrl(key, answers, context),
		initial: (answers, context) => usualUrl(key, answers, context),
		whyNoDefault: (answers, context) => whyNoDefaultUrl(key, answers, context),
		check: urlCheck(urls[key].label),
		warn: (text, answers, context) => {
			const there = dataCenterOfAccountsServer(context.dataCenters, text);
			const chosen = findDataCenter(context.dataCenters, answers.dataCenter);
			return there !== undefined && chosen !== undefined && there.id !== chosen.id
				? `This is ${there.name}, but the data center chosen is another one.`
				: (nearlyZoho(context.dataCenters, text) ??
						lacksTokenUrls(key, text, answers, context) ??
						strangerWarning(key, text, answers, context.dataCenters));
		},
	});

const useValues: Note = {
	key: 'useValues',
	kind: 'note',
	isAsked: always,
	label: 'Use these values',
	help: {
		why: 'The three URLs may be those of another OAuth 2.0 server. Client ID and Client Secret come from the step before.',
		where: "These are the fields of Sigma's form, in its order. For Zoho every default is right.",
		short: 'For Zoho every default is right.',
	},
	helpElsewhere: {
		why: 'What the server says of itself is filled in.',
	},
};

export const service: StepDefinition = {
	id: 'service',
	rail: 'Service',
	title: 'Create New Service',
	items: [
		serviceName,
		authenticationType,
		parameterType,
		grantType,
		soid,
		urlField('authorizeUrl', '--authorize-url URL', {
			why: 'The page that lists the scopes you have selected and asks for permission.',
			whyElsewhere:
				'The page where a person grants access. Parameters that the server wants, such as access_type=offline at Google, can be part of it.',
		}),
		urlField('accessTokenUrl', '--access-token-url URL', {
			why: 'Where the code is exchanged for tokens.',
			whyElsewhere: 'Where the code is exchanged for tokens.',
		}),
		urlField('refreshTokenUrl', '--refresh-token-url URL', {
			why: 'Where the refresh token is exchanged for a new access token.',
			whyElsewhere:
				'Where the refresh token is exchanged for a new access token; most often the same address.',
		}),
		revocationUrl,
		allowedHosts,
		...fromMetadata,
		useValues,
	],
	isNeeded: answers => answers.service === '',
	summary: (answers, context) =>
		[serviceName, authenticationType, parameterType, grantType]
			.map(field => field.display(answers[field.key], answers, context))
			.join(' · '),
};
