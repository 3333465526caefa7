import {credentialCheck} from '../../connection/checks.js';
import {fingerprint} from '../../connection/secrets/redact.js';
import {
	checkClientId,
	checkClientSecret,
	checkQuotes,
	cleanCredential,
	isClientSecretShaped,
	trimCredential,
} from '../../zoho/client.js';
import {domainOf, findDataCenter} from '../../zoho/data-center.js';
import {isZohos} from '../../zoho/service-urls.js';
import {type Answers, otherServer, storedSecretMark, storedSecretText} from '../answers.js';
import {isElsewhere} from '../elsewhere.js';
import {
	choiceField,
	confirmField,
	type Help,
	listField,
	type Note,
	type StepDefinition,
	textField,
	type WizardContext,
} from '../field.js';
import {isAdopting} from '../flows/adopting.js';
import {clientType} from './client-type.js';
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
		why: 'Choosing the wrong one ends in "invalid_client".',
		where: 'The domain in your browser when you are signed in to Zoho.',
		instruction:
			'Six short steps, about four minutes: register a client, choose scopes, consent in your browser. Secrets stay on this machine and are sent only to Zoho.',
		short: 'About four minutes; secrets stay here.',
		spoken: 'Your domain when signed in to Zoho.',
		practice: 'Practice: this Zoho runs on your machine. No account is needed, and nothing leaves it.',
		example: 'books.zoho.eu is Europe',
	},
	flag: '--data-center ID',
	initial: (_answers, context) => context.dataCenters[0]?.id ?? '',
	options: (_answers, context) => [
		...context.dataCenters.map(center => ({value: center.id, label: center.name, hint: domainOf(center)})),
		{value: otherServer, label: 'Another OAuth 2.0 server', hint: "not Zoho's"},
	],
});

const atZoho = (answers: Answers, context: WizardContext): boolean => !isElsewhere(answers, context);

/** What to click for a client that is not called back. */
const consoleHelp: Readonly<Record<string, Help>> = {
	'self-client': {
		why: 'A Self Client has no form: it acts for its owner alone, so no page asks anyone for consent. An account has one.',
		where: 'Click Add Client, then Self Client, then Create. A Self Client that exists already is as good.',
		short: 'Add Client → Self Client',
	},
	'non-browser': {
		why: 'Any https address of yours will do as Homepage URL; the Client Name is shown to people who consent. A device is not called back, so it has no redirect URIs.',
		where: 'Click Add Client, then Non-browser Applications. Paste each value. Then click Create.',
		short: 'Add Client → Non-browser Applications',
	},
};

const consoleForm: Note = {
	key: 'consoleForm',
	kind: 'note',
	isAsked: (answers, context) => !isAdopting(answers, context),
	label: 'API Console form',
	help: {
		why: 'Zoho compares redirect URIs exactly. Any https address of yours will do as Homepage URL; the Client Name is shown to people who consent.',
		where:
			'Click Add Client, then Server-based Applications. Paste each value; + next to Authorized Redirect URIs adds a row. Then click Create.',
		short: 'Add Client → Server-based Applications',
	},
	helpFor: ({clientType}) => consoleHelp[clientType],
	helpElsewhere: {
		why: 'The server gives a Client ID only to a registered client, and sends browsers back to a registered redirect URI alone.',
		where:
			'Look for "OAuth apps" or "clients" in its settings, and register these redirect URIs exactly as they are.',
		short: 'Register these redirect URIs there.',
	},
};

/** A Self Client acts for its owner, who lives in one data center. */
const reachesOthers = (answers: Answers, context: WizardContext): boolean =>
	atZoho(answers, context) && !isAdopting(answers, context) && answers.clientType !== 'self-client';

const sameCredentials = confirmField({
	key: 'sameCredentials',
	label: 'Use the same OAuth credentials for all data centers',
	help: {
		why: 'Without it, accounts in other data centers end in "invalid_client_secret".',
		where:
			'After Create, open the Settings tab and check "Use the same OAuth credentials for all data centers". Is it checked?',
		short: 'Settings tab: is it checked?',
		spoken: 'Settings tab: check "Use the same OAuth credentials for all data centers". Done?',
	},
	meaning: {
		yes: 'one Client Secret works in every data center',
		no: 'each data center has a secret of its own',
	},
	flag: '--same-credentials, --no-same-credentials',
	isAsked: reachesOthers,
	initial: () => true,
});

const enabledDataCenters = listField({
	key: 'enabledDataCenters',
	label: 'Data centers to enable',
	kind: 'many',
	help: {
		why: 'Elsewhere Zoho answers "Access denied in your region".',
		where:
			"In the same Settings tab, slide the toggle next to each data center that your users' accounts live in. Mark the same ones here.",
		short: 'Settings tab: slide these toggles.',
		spoken: 'Slide their toggles.',
	},
	flag: '--enable-data-center ID',
	consequence: 'nothing',
	isAsked: reachesOthers,
	initial: answers => [answers.dataCenter],
	options: (answers, context) =>
		context.dataCenters.map(({id, name}) =>
			id === answers.dataCenter
				? {value: id, label: name, hint: 'always on', isFixed: true}
				: {value: id, label: name},
		),
	// The client's own data center is always on; the console does not let it be switched off.
	normalise: (list, answers, context) =>
		context.dataCenters.map(({id}) => id).filter(id => id === answers.dataCenter || list.includes(id)),
	display: (list, _answers, context) =>
		list.map(id => findDataCenter(context.dataCenters, id)?.name ?? id).join(', '),
});

/** A service of the same client can carry one more connection. */
const hereAlready = (id: string, {services, target}: WizardContext): string | undefined => {
	const service = target ? undefined : services.find(({clientId: there}) => there === id);
	return (
		service &&
		`The service ${service.name} has this Client ID. Pick it instead, or this makes one of its own.`
	);
};

const clientId = textField({
	key: 'clientId',
	label: 'Client ID',
	help: {
		why: 'It identifies your program to Zoho. It is not a secret.',
		where: 'Open the Client Secret tab of your client and copy the Client ID.',
		short: 'Client Secret tab → copy the Client ID',
		spoken: 'In the Client Secret tab.',
	},
	// Zoho gives devices a prefix of their own.
	exampleOf: ({clientType}) =>
		`${clientType === 'non-browser' ? '1004' : '1000'}.AB12CD34EF56GH78IJ90KL12MN34OP`,
	helpElsewhere: {
		why: 'The id that the server gave your client.',
		where: 'You find it where you registered the client.',
		short: 'It is where you registered the client.',
	},
	flag: '--client-id ID',
	normalise: asCopied,
	check: credentialCheck(
		'Client ID',
		'The Client ID is missing. Copy it from where you registered the client.',
	),
	warn: (id, answers, context) =>
		oddCredential(id, answers, context, checkClientId) ?? hereAlready(id, context),
});

const clientSecret = textField({
	key: 'clientSecret',
	label: 'Client Secret',
	kind: 'secret',
	help: {
		why: 'It proves that a request comes from your program. It stays on this machine and is sent to Zoho Accounts only.',
		where: 'Same tab: copy the Client Secret and paste it here.',
		short: 'Client Secret tab → copy the secret',
		spoken: '',
	},
	helpElsewhere: {
		why: 'The client proves itself with it. It leaves this machine for the token and revocation URLs of the service only.',
		where: 'You find it where you registered the client.',
		short: 'It is where you registered the client.',
		spoken: '',
	},
	isAsked: answers => answers.clientAuth !== 'none',
	flag: '--client-secret-file FILE (or ZCONN_CLIENT_SECRET)',
	normalise: (text, answers, context) => {
		if (text === storedSecretMark) return text;
		const secret = asCopied(text, answers, context);
		return secret !== '' && secret === context.target?.savedSecret ? storedSecretMark : secret;
	},
	check: credentialCheck(
		'Client Secret',
		'The Client Secret is missing. Copy it from where you registered the client.',
	),
	fine: (text, answers, context) => {
		const secret = asCopied(text, answers, context);
		return isClientSecretShaped(secret)
			? `${secret.length} characters, as a Client Secret should have: ${fingerprint(secret)}`
			: undefined;
	},
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
	items: [
		dataCenter,
		issuer,
		clientType,
		consoleForm,
		sameCredentials,
		enabledDataCenters,
		clientAuth,
		clientId,
		clientSecret,
	],
	isNeeded: answers => answers.service === '',
	summary: (answers, context) =>
		`${answers.clientId} · ${enabledDataCenters.display(answers.enabledDataCenters, answers, context)}`,
};
