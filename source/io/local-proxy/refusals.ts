import type {Refusal} from '../../zoho/refusal.js';

/** Without the key nothing of the rest is looked at. */
export const keyMissing: Refusal = {
	id: 'proxy-key-missing',
	what: 'This door opens only with its key.',
	why: 'The request has no key, or that of another run: each run of zconn proxy makes its own.',
	next: 'Send "Authorization: Bearer KEY" or "x-zconn-key: KEY". The command after -- has it as ZCONN_PROXY_KEY; without a command zconn proxy prints it when it starts.',
	exitCode: 2,
};

export const fromWebPage: Refusal = {
	id: 'proxy-web-page',
	what: 'This door is for programs, not for web pages.',
	why: 'The request comes from a browser (Origin, Sec-Fetch-Site), or names another host than this door.',
	next: 'Call it from a program, by the address that ZCONN_PROXY_URL has.',
	exitCode: 2,
};

export const oddRequest = (why: string): Refusal => ({
	id: 'proxy-request-odd',
	what: 'This request is not passed on.',
	why,
	next: 'Send a plain HTTP/1.1 request: ZCONN_PROXY_URL, the link name, the path of the API.',
	exitCode: 2,
});

export const oddMethod = (method: string): Refusal => ({
	id: 'proxy-method',
	what: `The method ${method.slice(0, 20)} is not passed on.`,
	why: 'GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE are.',
	next: 'Use one of them.',
	exitCode: 2,
});

export const unknownName = (name: string, names: readonly string[]): Refusal => ({
	id: 'proxy-name-unknown',
	what: `This door does not lead to "${name.slice(0, 50)}".`,
	why: `The first part of the path is the link name of a connection, and it was started for ${names.join(', ')}.`,
	next: `Write /${names[0]}/ and the path of the API, or start another one: zconn proxy NAME`,
	exitCode: 5,
});

export const tooLong = (most: number): Refusal => ({
	id: 'proxy-body-too-long',
	what: 'The body of this request is too long.',
	why: `It has more than ${most / 1024 / 1024} MB.`,
	next: 'Send it in parts.',
	exitCode: 2,
});

export const tooMany = (most: number): Refusal => ({
	id: 'proxy-busy',
	what: 'Too many calls are under way.',
	why: `${most} at once are passed on.`,
	next: 'Send fewer at a time; Zoho allows only a few for one organization.',
	exitCode: 4,
});

export const bodyGone: Refusal = {
	id: 'proxy-body-gone',
	what: 'The token was rejected, and this body cannot be sent a second time.',
	why: 'It was longer than what is kept, or had not arrived as a whole. Nothing was done with it; there is a new token now.',
	next: 'Send the request again.',
	exitCode: 4,
};

/** @param port the one that was asked for; undefined: none was free */
export const portTaken = (port: number | undefined): Refusal => ({
	id: 'proxy-port-taken',
	what: port === undefined ? 'No port is free on this machine.' : `Port ${port} is taken.`,
	why: 'Another program listens there, on 127.0.0.1 or ::1.',
	next: 'Leave --port out for any free port, or give another one.',
	exitCode: 4,
});

const statuses: Readonly<Record<string, number>> = {
	'proxy-key-missing': 401,
	'proxy-web-page': 403,
	'call-not-allowed': 403,
	'call-changes-data': 403,
	'api-host-foreign': 403,
	'proxy-method': 405,
	'proxy-body-too-long': 413,
	'proxy-busy': 503,
	'proxy-body-gone': 503,
	throttled: 503,
	'network-timeout': 504,
};

/** The status of HTTP for a refusal of ours; never that of a success, and 401 only for the key. */
export const statusOf = ({id, exitCode}: Refusal): number => {
	const own = statuses[id];
	if (own !== undefined) return own;
	if (exitCode === 2) return 400;
	if (exitCode === 5) return 404;
	return exitCode === 3 || exitCode === 4 ? 502 : 500;
};
