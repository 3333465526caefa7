import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const proxySpec: CommandSpec = {
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
};
