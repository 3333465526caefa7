import {addressWithToken} from '../../zoho/authorization-header.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {tokenVariables} from './variables.js';

/** A token with all that a document of it can need. */
export type TokenFacts = {
	readonly linkName: string;
	readonly variables: ReturnType<typeof tokenVariables>;
	/** Whether the service wants the token in the address of a call, and not in a header. */
	readonly isQuery: boolean;
	/** A harmless call that its scopes allow; undefined where none is known. */
	readonly sample: {readonly url: string; readonly accept: string} | undefined;
};

const impossible = (format: string, why: string): Refusal => ({
	id: 'token-format-impossible',
	what: `This token cannot be written as ${format}.`,
	why,
	next: 'Use --format curl or env, which take every token.',
	exitCode: 2,
});

const lines = (some: readonly string[]): string => some.map(line => `${line}\n`).join('');

/** POSIX shells take everything between single quotes as it is (POSIX.1-2024, XCU 2.2.2). */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const env = ({variables}: TokenFacts): string =>
	lines(Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`));

/**
 * Node, Docker, Ruby and Python read quotes of these files each in its way. What is written here is read alike by all of them;
 * undefined where nothing is.
 */
const dotenvQuoted = (text: string): string | undefined => {
	// A shell takes "~" for a home at the beginning and behind a colon; elsewhere it is a sign of tokens (RFC 6750 section 2.1).
	if (/^(?!~)(?:[\w.:/+=@%-]|(?<!:)~)*$/.test(text)) return text;
	// A backslash, and a dollar with a brace, are something else to some of them between any quotes.
	if (/\\|\$\{/.test(text)) return undefined;
	if (!text.includes("'")) return `'${text}'`;
	return /["$`]/.test(text) ? undefined : `"${text}"`;
};

const dotenv = ({variables}: TokenFacts): Result<string> => {
	const quoted = Object.entries(variables).map(([name, value]) => ({name, value: dotenvQuoted(value)}));
	if (quoted.some(({value}) => value === undefined)) {
		const why = 'It holds quotes or backslashes that programs read in different ways there.';
		return refused(impossible('a .env file', why));
	}
	return ok(lines(quoted.map(({name, value}) => `${name}=${value}`)));
};

/** A file for `curl --config`, so that the token is in no argument: https://curl.se/docs/manpage.html#-K */
const curl = ({variables, isQuery}: TokenFacts): string => {
	const [option, value] = isQuery
		? ['url-query', `access_token=${variables.ZOHO_ACCESS_TOKEN}`]
		: ['header', `Authorization: ${variables.ZOHO_AUTHORIZATION}`];
	return lines([`${option} = "${value.replaceAll(/[\\"]/g, String.raw`\$&`)}"`]);
};

/** One request as editors send it (.http, .rest): request line, headers, an empty line (RFC 9112 section 2.1). */
const http = ({linkName, variables, isQuery, sample}: TokenFacts): Result<string> => {
	if (!sample) return refused(impossible('a request', 'No harmless call is known that its scopes allow.'));
	// Editors put variables there.
	if (variables.ZOHO_AUTHORIZATION.includes('{{'))
		return refused(impossible('a request', 'It holds two braces, which editors read as a variable.'));
	return ok(
		lines([
			`# ${linkName}: the token expires at ${variables.ZOHO_ACCESS_TOKEN_EXPIRES_AT}`,
			`GET ${isQuery ? addressWithToken(sample.url, variables.ZOHO_ACCESS_TOKEN) : sample.url}`,
			`Accept: ${sample.accept}`,
			...(isQuery ? [] : [`Authorization: ${variables.ZOHO_AUTHORIZATION}`]),
			'',
		]),
	);
};

/**
 * First the command that hides the token in the log of a job, then lines for `$GITHUB_ENV`:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const github = ({variables}: TokenFacts): string =>
	lines([
		`::add-mask::${variables.ZOHO_ACCESS_TOKEN.replaceAll('%', '%25')}`,
		...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
	]);

/** Names of objects are `[a-z0-9-]`, with a letter or digit at both ends (RFC 1123); no two link names become one. */
export const secretName = (linkName: string): string => `zconn-${linkName.replaceAll('_', '-')}-token`;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A manifest for `kubectl apply -f -`: https://kubernetes.io/docs/concepts/configuration/secret/ */
const kubernetes = ({linkName, variables}: TokenFacts): string =>
	lines([
		'apiVersion: v1',
		'kind: Secret',
		'metadata:',
		`  name: ${secretName(linkName)}`,
		'  labels:',
		'    app.kubernetes.io/managed-by: zconn',
		'type: Opaque',
		'data:',
		...Object.entries(variables).map(([name, value]) => `  ${name}: "${base64(value)}"`),
	]);

export type TokenFormat = {
	readonly write: (facts: TokenFacts) => string | Result<string>;
	/** Where the document goes it is read later, when the token may have ended. */
	readonly isKept: boolean;
};

export const tokenFormats: ReadonlyMap<string, TokenFormat> = new Map([
	['env', {write: env, isKept: false}],
	['dotenv', {write: dotenv, isKept: true}],
	['curl', {write: curl, isKept: false}],
	['http', {write: http, isKept: true}],
	['github', {write: github, isKept: true}],
	['k8s-secret', {write: kubernetes, isKept: true}],
]);
