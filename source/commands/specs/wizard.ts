import {type CommandSpec, connectionName, jsonOption, type OptionSpec} from '../../kit/spec.js';
import {answerOptions, consentOptions} from './answers.js';

const otherUser: OptionSpec = {
	flags: '--other-user <WHAT>',
	summary: 'with --no-input, when another Zoho user consents: replace, save-apart or give-up (default)',
	values: ['replace', 'save-apart', 'give-up'],
};

/** What sets a connection up, and what changes one. */
export const wizardSpecs: readonly CommandSpec[] = [
	{
		name: 'new',
		summary: 'set up a new connection, step by step',
		arguments: [],
		options: [
			...answerOptions,
			{
				flags: '--link-name <NAME>',
				summary: 'link name of the connection, instead of the one that follows from its name',
			},
			{
				flags: '--refresh-token-file <FILE>',
				summary: 'keep a grant that exists: file with its refresh token, - for stdin',
			},
			{flags: '--service <LINKNAME>', summary: 'use a service that exists'},
			...consentOptions,
			{flags: '--shared', summary: 'keep it in the shared store, for many machines'},
			jsonOption,
		],
		examples: [
			'zconn new',
			'zconn new --no-input --client-id 1000.AB12CD34EF56GH78IJ90KL12MN34OP --client-secret-file secret.txt --scope ZohoBooks.contacts.READ',
			'zconn new --no-input --client-type self-client --client-id 1000.AB12CD34EF56GH78IJ90KL12MN34OP --client-secret-file secret.txt --scope ZohoCRM.org.READ --code-file code.txt',
			'zconn new --no-input --grant client-credentials --soid ZohoCRM.600123456 --client-id 1000.AB12CD34EF56GH78IJ90KL12MN34OP --client-secret-file secret.txt --scope ZohoCRM.org.READ',
			'zconn new --no-input --client-type non-browser --client-id 1004.AB12CD34EF56GH78IJ90KL12MN34OP --client-secret-file secret.txt --scope ZohoCRM.org.READ',
			'zconn new --no-input --refresh-token-file token.txt --client-id 1000.AB12CD34EF56GH78IJ90KL12MN34OP --client-secret-file secret.txt',
			'zconn new --service zoho --connection-name "Second account"',
			'zconn new --issuer https://sso.example.com/realms/work --client-id zconn --scope "openid offline_access" --allow-host api.example.com',
		],
	},
	{
		name: 'edit',
		summary: 'change a connection; what it costs is shown before anything happens',
		arguments: [connectionName],
		options: [
			...answerOptions,
			{
				flags: '--add-scope <a,b>',
				summary: 'ask for these scopes too; may need a new consent',
				isRepeatable: true,
			},
			{flags: '--remove-scope <a,b>', summary: 'no longer ask for these scopes', isRepeatable: true},
			{
				flags: '--shared <WHO>',
				summary: 'a service that others use too: change it for all, or give this one its own',
				values: ['all', 'own'],
			},
			otherUser,
			{flags: '--undo', summary: 'undo the last change, as long as the previous grant is valid'},
			...consentOptions,
			jsonOption,
		],
		examples: [
			'zconn edit zoho',
			'zconn edit zoho --scope ZohoBooks.contacts.READ,ZohoBooks.invoices.READ',
			'zconn edit zoho --add-scope ZohoBooks.invoices.READ',
			'zconn edit zoho --no-input --connection-name "Books of Acme"',
			'zconn edit zoho --undo',
		],
	},
	{
		name: 'reconnect',
		summary: 'consent again, with nothing else asked; the old grant is revoked when the new one works',
		arguments: [connectionName],
		options: [otherUser, ...consentOptions, jsonOption],
		examples: ['zconn reconnect zoho', 'zconn reconnect zoho --no-browser'],
	},
];
