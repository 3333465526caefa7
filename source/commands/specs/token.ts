import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';

export const tokenSpec: CommandSpec = {
	name: 'token',
	summary: 'print a valid access token, refreshing only when needed',
	arguments: [connectionName],
	options: [
		{flags: '--min-ttl <SECONDS>', summary: 'refresh unless it is valid for at least that long (300)'},
		{flags: '--force', summary: 'a new access token even if the old one is still valid'},
		{flags: '--header', summary: 'print the whole Authorization header'},
		{
			flags: '--format <FORMAT>',
			summary: 'print one document: env, dotenv, curl, http, github, k8s-secret',
			values: ['env', 'dotenv', 'curl', 'http', 'github', 'k8s-secret'],
		},
		jsonOption,
	],
	notes: [
		'--format env is for eval in a shell; curl for "curl --config -", where the token is in no argument; dotenv and http are files; github is for a step of a workflow: its first line hides the token in the log, the others are for $GITHUB_ENV; k8s-secret is a manifest. All but http and curl hold the variables of "zconn exec". Where a document is kept, stderr says when its token expires: nothing renews a copy.',
	],
	examples: [
		'zconn token zoho',
		'curl -H "$(zconn token zoho --header)" https://www.zohoapis.com/books/v3/organizations',
		'zconn token zoho --format curl | curl --config - https://www.zohoapis.com/books/v3/organizations',
		'eval "$(zconn token zoho --format env)"; curl -H "Authorization: $ZOHO_AUTHORIZATION" "$ZOHO_API_DOMAIN/books/v3/organizations"',
		'umask 077; zconn token zoho --format dotenv > zoho.env; node --env-file=zoho.env -p process.env.ZOHO_API_DOMAIN',
		'umask 077; zconn token zoho --format http > zoho.http',
		'zconn token zoho --format github | { IFS= read -r mask; printf "%s\\n" "$mask"; cat >> "$GITHUB_ENV"; }',
		'zconn token zoho --format k8s-secret | kubectl apply -f -',
	],
	ignoresStore: true,
};
