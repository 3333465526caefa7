import type {OptionSpec} from '../../kit/spec.js';

const dataCenterIds = ['us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk', 'ae', 'sg'];

/** Answers of the wizard that describe a service and a connection. */
export const answerOptions: readonly OptionSpec[] = [
	{
		flags: '--data-center <ID>',
		summary: 'us, eu, in, au, jp, cn, ca, sa, uk, ae, sg',
		values: dataCenterIds,
		isOpen: true,
	},
	{flags: '--issuer <URL>', summary: "another OAuth 2.0 server than Zoho's: its URLs are read from there"},
	{
		flags: '--client-auth <HOW>',
		summary: "at a server that is not Zoho's: post, basic, or none for a public client without a secret",
		values: ['post', 'basic', 'none'],
	},
	{
		flags: '--client-type <TYPE>',
		summary: 'server-based (default), self-client or non-browser, as in the API Console',
		values: ['server-based', 'self-client', 'non-browser'],
	},
	{flags: '--client-id <ID>', summary: 'Client ID from the API Console'},
	{
		flags: '--client-secret-file <FILE>',
		summary: 'file with the Client Secret, - for stdin (or ZCONN_CLIENT_SECRET)',
	},
	{
		flags: '--same-credentials',
		summary: 'the client uses the same credentials for all data centers (default)',
	},
	{flags: '--no-same-credentials', summary: 'every data center has a secret of its own'},
	{
		flags: '--enable-data-center <ID>',
		summary: 'data center that the client is enabled for',
		isRepeatable: true,
		values: dataCenterIds,
		isOpen: true,
	},
	{
		flags: '--grant <TYPE>',
		summary: 'authorization-code (default), or client-credentials of a Self Client',
		values: ['authorization-code', 'client-credentials'],
	},
	{flags: '--soid <SERVICE.ID>', summary: 'organization that client credentials are for: ZohoCRM.600123456'},
	{flags: '--service-name <TEXT>', summary: 'name of the service'},
	{flags: '--authorize-url <URL>', summary: 'Authorize URL'},
	{flags: '--access-token-url <URL>', summary: 'Access token URL'},
	{flags: '--refresh-token-url <URL>', summary: 'Refresh token URL'},
	{flags: '--revocation-url <URL>', summary: "where a server that is not Zoho's revokes grants"},
	{
		flags: '--allow-host <HOST>',
		summary: "host[:port] of an API that is not Zoho's and may get the token",
		isRepeatable: true,
	},
	{flags: '--parameter-type <TYPE>', summary: 'header or query', values: ['header', 'query']},
	{flags: '--scope <a,b>', summary: 'scopes, separated by commas', isRepeatable: true},
	{flags: '--scope-delimiter <NAME>', summary: 'comma, space or plus', values: ['comma', 'space', 'plus']},
	{flags: '--connection-name <TEXT>', summary: 'name of the connection'},
];

/** How the consent is asked for. */
export const consentOptions: readonly OptionSpec[] = [
	{flags: '--code-file <FILE>', summary: 'file with the code of a Self Client, - for stdin'},
	{flags: '--no-browser', summary: 'only print the address, open nothing'},
	{flags: '--port <N>', summary: 'callback port instead of 8790 and 8791; register it too'},
	{flags: '--timeout <SECONDS>', summary: 'how long to wait for the consent (600)'},
];
