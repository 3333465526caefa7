import {type Check, urlCheck} from '../../connection/checks.js';
import {hostsIn, readHost} from '../../zoho/servers/token-hosts.js';
import {isElsewhere, serverOf} from '../elsewhere.js';
import {choiceField, confirmField, type Field, textField} from '../field.js';

const never = (): boolean => false;

/** An address, or nothing. */
const urlOrNone =
	(label: string): Check =>
	text =>
		text === '' ? undefined : urlCheck(label)(text);

export const issuer = textField({
	key: 'issuer',
	label: 'Issuer',
	help: {
		why: "The server's own name for itself. Its URLs, and how it wants to be talked to, are read from there.",
		where: 'Leave it empty if the server has none, as GitHub: its URLs are asked for then.',
		short: 'Leave it empty if the server has none.',
		example: 'https://accounts.google.com',
	},
	flag: '--issuer URL',
	isAsked: (answers, context) => answers.issuer !== '' || isElsewhere(answers, context),
	check: urlOrNone('Issuer'),
});

export const clientAuth = choiceField({
	key: 'clientAuth',
	label: 'Client authentication',
	help: {
		why: 'How your program shows the server that it is the registered client. Without a secret, PKCE alone protects the code.',
		where:
			'It was chosen where the client was registered; OpenID Connect calls it token_endpoint_auth_method.',
		short: 'It was chosen with the client there.',
	},
	flag: '--client-auth post|basic|none',
	consequence: 'nothing',
	isAsked: (answers, context) => answers.clientAuth !== 'find-out' || isElsewhere(answers, context),
	decided: (answers, context) => serverOf(answers, context)?.clientAuth,
	initial: () => 'find-out',
	options: (answers, context) =>
		isElsewhere(answers, context)
			? [
					{value: 'find-out', label: 'Find out', hint: 'in the form, then by Basic'},
					{value: 'post', label: 'In the form', hint: 'client_secret_post'},
					{value: 'basic', label: 'HTTP Basic', hint: 'client_secret_basic'},
					{value: 'none', label: 'None', hint: 'a public client, without a secret'},
				]
			: [{value: 'find-out', label: 'In the form', hint: 'as Zoho wants it'}],
});

export const revocationUrl = textField({
	key: 'revocationUrl',
	label: 'Revocation URL',
	help: {
		why: 'Where "zconn revoke" and "zconn remove" end a grant (RFC 7009). Leave it empty if the server has none.',
	},
	flag: '--revocation-url URL',
	consequence: 'nothing',
	isPrefilled: true,
	isAsked: isElsewhere,
	decided: (answers, context) => serverOf(answers, context)?.revocationUrl,
	check: urlOrNone('Revocation URL'),
});

export const allowedHosts = textField({
	key: 'allowedHosts',
	label: 'Allowed API hosts',
	help: {
		why: 'Access tokens go to the hosts of the URLs above, and to those that you name here: nowhere else.',
		where: 'Name the host of the API, with its port where that is not 443.',
		short: 'Name the host of the API.',
		example: 'api.github.com',
	},
	flag: '--allow-host HOST',
	consequence: 'nothing',
	isPrefilled: true,
	isAsked: (answers, context) => answers.allowedHosts !== '' || isElsewhere(answers, context),
	normalise: text => hostsIn(text).join(', '),
	check: text =>
		hostsIn(text).every(host => readHost(host) === host)
			? undefined
			: 'Name hosts only, with a port where it is not 443: api.example.com, localhost:9000.',
	warn: (_text, answers, context) =>
		answers.allowedHosts === '' || isElsewhere(answers, context)
			? undefined
			: 'Zoho tokens go to Zoho hosts only, even if you name others here.',
});

/** Read from the server's metadata, kept with the service, and never asked. */
export const fromMetadata: readonly Field[] = [
	textField({
		key: 'userinfoUrl',
		label: 'User info URL',
		help: {why: 'Where the server says who consented.'},
		consequence: 'nothing',
		isAsked: never,
		decided: (answers, context) => serverOf(answers, context)?.userinfoUrl,
		check: urlOrNone('User info URL'),
	}),
	confirmField({
		key: 'namesIssuer',
		label: 'Names itself in callbacks',
		help: {why: 'Whether every callback says which server it is of (RFC 9207).'},
		consequence: 'nothing',
		isAsked: never,
		decided: (answers, context) => serverOf(answers, context)?.namesIssuer,
		initial: () => false,
	}),
];
