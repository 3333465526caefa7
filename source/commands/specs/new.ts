import {type CommandSpec, jsonOption} from '../../kit/spec.js';
import {answerOptions, consentOptions} from './answers.js';

export const newSpec: CommandSpec = {
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
};
