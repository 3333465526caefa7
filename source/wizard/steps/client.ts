import {credentialSchema} from '../../connection/accepted.js';
import {fingerprint} from '../../connection/secrets/redact.js';
import {
	checkClientId,
	checkClientSecret,
	checkQuotes,
	cleanCredential,
	trimCredential,
} from '../../zoho/client.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {isZohos} from '../../zoho/service-urls.js';
import {type Answers, otherServer, storedSecretMark, storedSecretText} from '../answers.js';
import {isElsewhere} from '../elsewhere.js';
import {
	always,
	choiceField,
	confirmField,
	listField,
	type Note,
	type StepDefinition,
	textField,
	type WizardContext,
} from '../field.js';
import {clientAuth, issuer} from './elsewhere.js';

/** A credential without the dirt of a copy: how much of it is dirt depends on whose it is. */
const asCopied = (text: string, answers: Answers, {dataCenters}: WizardContext): string =>
	isZohos(dataCenters, answers) ? cleanCredential(text) : trimCredential(text);

/** Only Zoho's shapes are known. */
const oddCredential = (
	text: string,
	answers: Answers,
	{dataCenters}: WizardContext,
	check: (text: string) => string | undefined,
): string | undefined => (isZohos(dataCenters, answers) ? check(text) : checkQuotes(text));

const dataCenter = choiceField({
	key: 'dataCenter',
	label: 'Data center',
	help: {
		why: 'Zoho keeps clients and accounts apart by data center. The wrong one answers "invalid_client".',
		where:
			'Look at the address when you are signed in to Zoho: zoho.com is United States, zoho.eu is Europe …',
		example: 'books.zoho.eu → Europe',
	},
	flag: '--data-center ID',
	consequence: 'new-grant',
	initial: (_answers, context) => context.dataCenters[0]?.id ?? '',
	options: (_answers, context) => [
		...context.dataCenters.map(({id, name, accounts}) => ({
			value: id,
			label: name,
			hint: new URL(accounts).host,
		})),
		{value: otherServer, label: 'Another OAuth 2.0 server', hint: "not Zoho's"},
	],
});

const atZoho = (answers: Answers, context: WizardContext): boolean => !isElsewhere(answers, context);

const consoleForm: Note = {
	key: 'consoleForm',
	kind: 'note',
	isAsked: always,
	label: 'Register an OAuth client in the API Console',
	help: {
		why: 'Zoho gives a Client ID and a Client Secret only to a registered client. The redirect URIs must match to the letter.',
		where:
			'API Console → Add Client → Server-based Applications. Copy each value, add a row for each redirect URI with +, then Create.',
	},
	helpElsewhere: {
		why: 'The server gives a Client ID only to a registered client, and sends browsers back to a registered redirect URI alone.',
		where:
			'Look for "OAuth apps" or "clients" in its settings, and register these redirect URIs exactly as they are.',
	},
};

const sameCredentials = confirmField({
	key: 'sameCredentials',
	label: 'Use the same OAuth credentials for all data centers',
	help: {
		why: 'Without it every data center has a secret of its own, and accounts of another data center cannot connect with this one.',
		where: 'API Console → your client → Settings → Use the same OAuth credentials for all data centers.',
	},
	flag: '--same-credentials, --no-same-credentials',
	consequence: 'new-grant',
	isAsked: atZoho,
	initial: () => true,
});

const enabledDataCenters = listField({
	key: 'enabledDataCenters',
	label: 'Data centers to enable',
	kind: 'many',
	help: {
		why: 'Accounts that live in another data center can consent only where the client is enabled for it.',
		where: 'API Console → your client → Settings → slide the toggle of each data center you need.',
	},
	flag: '--enable-data-center ID',
	consequence: 'nothing',
	isAsked: atZoho,
	initial: answers => [answers.dataCenter],
	options: (answers, context) =>
		context.dataCenters.map(({id, name}) =>
			id === answers.dataCenter ? {value: id, label: name, hint: 'always on'} : {value: id, label: name},
		),
	// The client's own data center is always on; the console does not let it be switched off.
	normalise: (list, answers, context) =>
		context.dataCenters.map(({id}) => id).filter(id => id === answers.dataCenter || list.includes(id)),
	display: (list, _answers, context) =>
		list.map(id => findDataCenter(context.dataCenters, id)?.name ?? id).join(', '),
});

const clientId = textField({
	key: 'clientId',
	label: 'Client ID',
	help: {
		why: 'The unique identification of the client.',
		where: 'API Console → your client → Client Secret tab.',
		example: '1000.AB12CD34EF56GH78IJ90KL12MN34OP',
	},
	helpElsewhere: {
		why: 'The id that the server gave your client.',
		where: 'It stands where you registered the client.',
	},
	flag: '--client-id ID',
	consequence: 'new-grant',
	normalise: asCopied,
	schema: credentialSchema(
		'Client ID',
		'The Client ID is missing. Copy it from where you registered the client.',
	),
	warn: (id, answers, context) => oddCredential(id, answers, context, checkClientId),
});

const clientSecret = textField({
	key: 'clientSecret',
	label: 'Client Secret',
	kind: 'secret',
	help: {
		why: "The client proves itself with it. It leaves this machine for the service's token URLs only: Zoho Accounts, unless you change them.",
		where: 'API Console → your client → Client Secret tab. Ctrl+R shows what you typed.',
	},
	helpElsewhere: {
		why: 'The client proves itself with it. It leaves this machine for the token and revocation URLs of the service only.',
		where: 'It stands where you registered the client. Ctrl+R shows what you typed.',
	},
	isAsked: answers => answers.clientAuth !== 'none',
	flag: '--client-secret-file FILE (or ZCONN_CLIENT_SECRET)',
	consequence: 'new-grant',
	normalise: (text, answers, context) => {
		if (text === storedSecretMark) return text;
		const secret = asCopied(text, answers, context);
		return secret !== '' && secret === context.target?.savedSecret ? storedSecretMark : secret;
	},
	schema: credentialSchema(
		'Client Secret',
		'The Client Secret is missing. Copy it from where you registered the client.',
	),
	warn: (secret, answers, context) =>
		secret === storedSecretMark ? undefined : oddCredential(secret, answers, context, checkClientSecret),
	display: secret =>
		secret === storedSecretMark
			? storedSecretText
			: secret && `${fingerprint(secret)} (${secret.length} characters)`,
});

export const client: StepDefinition = {
	id: 'client',
	rail: 'Client',
	title: 'Register an OAuth Client',
	intro:
		'Zoho knows programs by their OAuth client. Register one in the API Console and bring its id and secret back.',
	introElsewhere: 'A server knows programs by their OAuth client. Register one there and bring its id back.',
	items: [
		dataCenter,
		issuer,
		consoleForm,
		sameCredentials,
		enabledDataCenters,
		clientAuth,
		clientId,
		clientSecret,
	],
	isNeeded: answers => answers.service === '',
	summary: (answers, context) =>
		`${answers.clientId} · ${dataCenter.display(answers.dataCenter, answers, context)}`,
};
