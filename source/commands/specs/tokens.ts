import {worstExitCodeNote} from '../../kit/output/worst-exit-code.js';
import {type CommandSpec, connectionName, jsonErrors, jsonOption} from '../../kit/spec.js';
import {allOption, connectionNames} from '../../kit/targets.js';
import ids from '../../zoho/products/ids.json' with {type: 'json'};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** What uses a connection. */
export const tokensSpecs: readonly CommandSpec[] = [
	{
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
	},
	{
		name: 'api',
		summary: 'call an API with a connection: on the right host, with a valid token',
		arguments: [
			connectionName,
			{
				name: 'PATH',
				summary: 'path, or a whole address on a host of its data center or of a product that its scopes name',
			},
		],
		options: [
			{
				flags: '-X, --method <METHOD>',
				summary: 'GET, or POST when there are fields or input',
				values: methods,
				isOpen: true,
			},
			{
				flags: '-f, --raw-field <KEY=VALUE>',
				summary: 'a text for the JSON body, or the query of a GET; KEY[sub]=, KEY[]= nest',
				isRepeatable: true,
			},
			{
				flags: '-F, --field <KEY=VALUE>',
				summary: 'the same, with true, false, null and numbers as such, and @FILE read',
				isRepeatable: true,
			},
			{flags: '-H, --header <KEY:VALUE>', summary: 'a header of the request', isRepeatable: true},
			{flags: '--input <FILE>', summary: 'file with the body, - for stdin; fields then go into the query'},
			{flags: '--paginate', summary: 'all pages, one answer below the other'},
			{flags: '--slurp', summary: 'with --paginate: one JSON array of the answers'},
			{
				flags: '--product <ID>',
				summary: 'the product, where the path does not show it: desk, mail, sign …',
				values: ids,
				isOpen: true,
			},
			jsonErrors,
		],
		notes: [
			'The body of the answer goes to stdout, of an error too; what is wrong goes to stderr. Exit code 3 when the call needs a scope that was not granted, or Zoho ended the grant; 4 for every other answer of 400 and above.',
			'A rejected token is replaced once, and the call is tried once more. A token of Zoho goes to hosts of its data center and of the products that its scopes name, and nowhere else; one of another server to the hosts of its service and those of --allow-host.',
		],
		examples: [
			'zconn api zoho /books/v3/organizations',
			'zconn api zoho /books/v3/contacts --paginate -f per_page=200',
			'zconn api zoho /books/v3/contacts -f contact_name="Harbor Cafe" -F is_taxable=true',
			'zconn api zoho /api/v1/tickets --product desk -H "orgId: 12345"',
			'echo \'{"data": [{"Last_Name": "Hart"}]}\' | zconn api zoho /crm/v8/Leads --input -',
		],
	},
	{
		name: 'exec',
		summary: 'run a command with a valid token in its environment',
		arguments: [
			connectionName,
			{name: 'COMMAND', summary: 'the command and its arguments, after --', isList: true},
		],
		options: [
			{
				flags: '--min-ttl <SECONDS>',
				summary: 'refresh unless the token is valid for at least that long (300)',
			},
			jsonErrors,
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
	},
	{
		name: 'proxy',
		summary: 'an HTTP door on this machine for programs that call APIs, and never see a token',
		arguments: [
			{
				name: 'NAME',
				summary: 'link names of the connections that it leads to; after -- a command to run',
				isList: true,
			},
		],
		options: [
			{flags: '--port <N>', summary: 'the port, instead of any that is free'},
			{flags: '--read-only', summary: 'only calls that read'},
			{
				flags: '--allow <RULE>',
				summary: "only such calls: 'GET /books/**'; * is one part of a path, ** any number",
				isRepeatable: true,
			},
			jsonOption,
		],
		takesCommand: true,
		notes: [
			'A program calls ZCONN_PROXY_URL/NAME/ and the path of the API, with the key ZCONN_PROXY_KEY as "Authorization: Bearer KEY" or "x-zconn-key: KEY". Host, organization and Authorization are added here; tokens are renewed as long as it runs. Where the path does not show the product, name it: NAME/~desk/api/v1/tickets; or the host: NAME/~download.zoho.com/…',
			'With a command after --, both variables are in its environment, nothing is printed, and the door closes with it; its exit code is that of the command. Without one they are printed once, and Ctrl+C ends it.',
		],
		examples: [
			'zconn proxy zoho -- sh -c \'curl -H "x-zconn-key: $ZCONN_PROXY_KEY" "$ZCONN_PROXY_URL/zoho/books/v3/organizations"\'',
			"zconn proxy zoho --read-only --allow 'GET /books/**' -- node report.js",
			'zconn proxy zoho --port 8795',
		],
	},
	{
		name: 'mcp',
		summary: 'a Model Context Protocol server on stdio, for AI agents: no token is shown',
		arguments: [],
		options: [
			{flags: '--write', summary: 'let the agent make calls that change something, too'},
			{
				flags: '--connection <NAME>',
				summary: 'offer only this connection, by its link name',
				isRepeatable: true,
			},
			{
				flags: '--allow <RULE>',
				summary: "allow only such calls: 'GET /books/**'; * is one part of a path, ** any number",
				isRepeatable: true,
			},
		],
		ignoresStore: true,
		notes: [
			'An agent starts it and speaks with it on stdin and stdout; see docs/agents.md for the configuration of the usual ones. The agent can list connections, find calls and scopes in plain words, and make calls that read. Hosts, tokens and refreshes are taken care of here; tokens, client secrets and refresh tokens are in no message, even where an API echoes them.',
			'What Zoho answers may hold text that outsiders wrote, and an agent may take it for instructions: give it as few connections and rules as it needs.',
		],
		examples: [
			'zconn mcp',
			"zconn mcp --connection zoho --allow 'GET /books/**'",
			"zconn mcp --write --connection zoho --allow 'GET,POST /books/v3/contacts'",
		],
	},
	{
		name: 'refresh',
		summary: 'a new access token now; Zoho allows 10 in 10 minutes',
		arguments: [connectionNames],
		options: [allOption, jsonOption],
		notes: [
			'"token" refreshes by itself when needed. A refusal is remembered, and nothing is ever deleted.',
			worstExitCodeNote,
		],
		examples: ['zconn refresh zoho', 'zconn refresh --all', 'zconn refresh --all --json'],
	},
	{
		name: 'test',
		summary: 'check whether it works, with harmless calls that the granted scopes allow',
		arguments: [connectionNames],
		options: [allOption, jsonOption],
		notes: [
			'A new access token is made only when the old one has expired or was rejected, or when no scope allows a call. A good token to which a scope is missing is exit 0, and the line says which.',
			worstExitCodeNote,
		],
		examples: ['zconn test zoho', 'zconn test --all', 'zconn test zoho --json'],
	},
];
