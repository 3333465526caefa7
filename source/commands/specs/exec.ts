import {type CommandSpec, connectionName} from '../../kit/spec.js';

export const execSpec: CommandSpec = {
	name: 'exec',
	summary: 'run a command with a valid token in its environment',
	arguments: [
		connectionName,
		{name: 'COMMAND', summary: 'the command and its arguments, after --', isList: true},
	],
	options: [
		{flags: '--min-ttl <SECONDS>', summary: 'refresh unless the token is valid for at least that long (300)'},
		{flags: '--json', summary: 'print errors as one JSON object on stderr'},
	],
	notes: [
		'Options go before NAME. The command gets ZOHO_ACCESS_TOKEN, ZOHO_ACCESS_TOKEN_EXPIRES_AT, ZOHO_AUTHORIZATION (the value of the header), ZOHO_API_DOMAIN, ZOHO_ACCOUNTS_URL and ZOHO_DATA_CENTER; the token is never in its arguments.',
		'What opens our secrets is not handed on: it sees no ZCONN_PASSPHRASE, ZCONN_PASSPHRASE_COMMAND or ZCONN_CLIENT_SECRET.',
		'Its exit code is that of the command, and so is its end by a signal; 127 where there is no such program, 126 where it may not be run. It gets one token, for an hour at most: a program that runs longer, or that should not see a token, is better run with "zconn proxy NAME -- COMMAND".',
	],
	examples: [
		'zconn exec zoho -- sh -c \'curl -H "Authorization: $ZOHO_AUTHORIZATION" "$ZOHO_API_DOMAIN/books/v3/organizations"\'',
		"zconn exec --min-ttl 1800 zoho -- node -e 'console.log(process.env.ZOHO_API_DOMAIN)'",
	],
	passesThrough: true,
};
