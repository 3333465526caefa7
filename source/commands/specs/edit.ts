import {type CommandSpec, connectionName, jsonOption, type OptionSpec} from '../../kit/spec.js';
import {answerOptions, consentOptions} from './answers.js';

const otherUser: OptionSpec = {
	flags: '--other-user <WHAT>',
	summary: 'with --no-input, when another Zoho user consents: replace, save-apart or give-up (default)',
	values: ['replace', 'save-apart', 'give-up'],
};

export const editSpec: CommandSpec = {
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
};

export const reconnectSpec: CommandSpec = {
	name: 'reconnect',
	summary: 'consent again, with nothing else asked; the old grant is revoked when the new one works',
	arguments: [connectionName],
	options: [otherUser, ...consentOptions, jsonOption],
	examples: ['zconn reconnect zoho', 'zconn reconnect zoho --no-browser'],
};
