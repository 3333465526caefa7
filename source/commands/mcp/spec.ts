import type {CommandSpec} from '../../kit/spec.js';

export const mcpSpec: CommandSpec = {
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
};
