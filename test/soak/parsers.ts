import {connectionProblem, serviceProblem} from '../../source/connection/accepted.js';
import {parseExport, printExport} from '../../source/connection/file/export.js';
import {
	parseConnectionsFile,
	parseOneConnection,
	printConnectionsFile,
} from '../../source/connection/file/format.js';
import {linkNameOf} from '../../source/connection/link-name.js';
import {redact} from '../../source/connection/secrets/redact.js';
import {createInputFilter, patienceFor} from '../../source/ui/input/filter.js';
import {believedApiDomain} from '../../source/zoho/api-domain.js';
import {cleanCredential, trimCredential} from '../../source/zoho/client.js';
import {readCallback} from '../../source/zoho/consent/callback.js';
import {readWidening} from '../../source/zoho/consent/widening.js';
import {builtInDataCenters, dataCenterOfAccountsServer} from '../../source/zoho/data-center.js';
import {resolveDataCenters} from '../../source/zoho/data-center-table.js';
import {explainTokenError} from '../../source/zoho/errors.js';
import {readOrganizations, readUserInfo} from '../../source/zoho/identity.js';
import {parseOtherScopes, parseScopes} from '../../source/zoho/scopes/scope.js';
import {nearlyZoho} from '../../source/zoho/service-urls.js';
import {cleanText} from '../../source/zoho/text.js';
import {readTokenResponse} from '../../source/zoho/tokens/response.js';
import {readRetryAfter} from '../../source/zoho/tokens/retry-after.js';
import {sampleConnection, sampleFile, sampleService} from '../connection/samples.js';
import type {Figures} from './figures.js';
import {createRandom, type Random} from './random.js';

const zohoUrls = sampleService();
const asked = {
	state: 'S'.repeat(43),
	redirectUris: ['http://localhost:8790/callback'],
	dataCenters: builtInDataCenters,
};

const parsedJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};

/** Everything that reads a text from outside: a server, a file, a paste, a terminal. */
export const parsers: Readonly<Record<string, (text: string) => unknown>> = {
	'token reply of Zoho': body => readTokenResponse({body, status: 200, now: 0}),
	'token reply of another server': body =>
		readTokenResponse({body, status: 429, now: 0, isZoho: false, retryAfterHeader: body.slice(0, 50)}),
	'callback at the port': text => readCallback(text, {...asked, isZoho: true, via: 'loopback'}),
	'pasted callback': text => readCallback(text, {...asked, isZoho: true, via: 'paste'}),
	'pasted callback of another server': text => readCallback(text, {...asked, isZoho: false, via: 'paste'}),
	'end of a widening': readWidening,
	'connections file': text => parseConnectionsFile(text, 'x'),
	'one row of it': text => parseOneConnection(text, 'x', 'acme'),
	export: text => parseExport(text, 'x'),
	'data-centers.json': text => resolveDataCenters(parsedJson(text)),
	scopes: parseScopes,
	'scopes of another server': parseOtherScopes,
	'user info': readUserInfo,
	organizations: text => readOrganizations('books', text),
	credentials: text => [cleanCredential(text), trimCredential(text)],
	addresses: text => [
		dataCenterOfAccountsServer(builtInDataCenters, text),
		nearlyZoho(builtInDataCenters, text),
		believedApiDomain(text, builtInDataCenters, zohoUrls, true),
	],
	names: text => [
		linkNameOf(text, []),
		serviceProblem(sampleService({name: text}), true),
		connectionProblem(sampleConnection({name: text}), true),
	],
	'words of a refusal': code =>
		[undefined, 'auth.example'].map(otherHost =>
			explainTokenError({code, description: code, grantType: 'refresh_token', evidence: {otherHost}}),
		),
	'Retry-After': text => readRetryAfter(text, 0),
	'what is shown': text => [cleanText(text, 120), redact(text)],
	'what a terminal sends': text => {
		const filter = createInputFilter(patienceFor(false));
		return [filter.push(text), filter.push('\u001B')];
	},
};

const code = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;

const samples: readonly string[] = [
	`http://localhost:8790/callback?state=${'S'.repeat(43)}&code=${code}&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu&`,
	`curl -d "code=${code}" https://accounts.zoho.com/oauth/v2/token`,
	JSON.stringify({access_token: code, refresh_token: code, expires_in: 3600, scope: 'A.b.READ C.d.ALL'}),
	JSON.stringify({error: 'Access Denied', error_description: 'zu viele', status: 'failure'}),
	'<!DOCTYPE html><html><title>Zoho Accounts</title><body>500</body></html>',
	'ZohoBooks.contacts.READ, ZohoCRM.modules.ALL; scope=a.b.READ%2Cc.d.READ&x=1',
	JSON.stringify({First_Name: 'Pat', ZUID: 60012345678, Email: 'pat@example.com'}),
	JSON.stringify({code: 0, organizations: [{organization_id: '10', name: 'Acme', is_default_org: true}]}),
	JSON.stringify({
		dataCenters: [
			{
				id: 'x',
				name: 'X',
				accounts: 'https://a.example',
				api: 'https://b.example',
				console: 'https://c.example',
			},
		],
	}),
	printConnectionsFile(sampleFile()),
	printExport({hasSecrets: true, file: sampleFile()}),
	'\u001B]11;rgb:ffff/ffff/ffff\u001B\\\u001B[200~paste\u001B[201~\u001B[27;5;99~',
	'https://accounts.zoho.ca/oauth/v2/auth?access_type=offline',
	'Wed, 21 Oct 2015 07:28:00 GMT',
];

const odd = [
	...[
		'\u0000',
		'\u001B',
		'\u009B',
		'\u202E',
		'\u200B',
		'\uD800',
		'\uDFFF',
		'\uFEFF',
		'\u{E000}',
		'\r\n',
		'\t',
	],
	...['"', '\\', "'", '`', '<', '>', '{', '}', '[', ']', '%', '%00', '%2', '&amp;', '=', '&', '?', '#', '//'],
	...['__proto__', 'constructor', 'javascript:', 'https://', '@', ':', '1e400', '-0', 'null', '😀', 'ﷺ', '١'],
];

const mutated = (text: string, random: Random): string => {
	const at = random.below(text.length + 1);
	const to = Math.min(text.length, at + random.below(30));
	switch (random.below(5)) {
		case 0:
			return text.slice(0, at) + text.slice(to);
		case 1:
			return text.slice(0, at) + random.pick(odd) + text.slice(at);
		case 2:
			return text.slice(0, at) + random.pick(samples).slice(0, 200) + text.slice(to);
		case 3:
			return text.slice(0, at);
		default:
			return text.slice(0, at) + text.slice(at, to).repeat(2 + random.below(20)) + text.slice(to);
	}
};

/** A text that no honest program sends, or almost one that it does. */
const hostileText = (random: Random): string => {
	if (random.below(4) === 0)
		return Array.from({length: random.below(60)}, () => random.pick([...odd, 'a', 'zoho', '1'])).join('');
	let text = random.pick(samples);
	for (let times = random.below(6); times >= 0; times--) text = mutated(text, random);
	return text;
};

/** Megabytes of one thing: code that grows with the square of a length takes forever. */
const longTexts = (random: Random, length: number): readonly string[] =>
	[...odd, 'a', '[', '{"a":', 'code=', 'scope=', '1000.'].map(part => {
		const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
		return random.below(2) === 0 ? text : `${random.pick(samples)}${text}`;
	});

/** Milliseconds that a megabyte may take. */
const longest = 4000;

/** Throws hostile texts at every parser. Nothing may throw, and nothing may take long. @param length of the long ones; none when 0 */
export const soakParsers = (seed: number, rounds: number, length: number): Figures => {
	const random = createRandom(seed);
	const broken: string[] = [];
	let tries = 0;
	let worst = {took: 0, name: ''};
	const feed = (text: string): void => {
		for (const [name, parse] of Object.entries(parsers)) {
			tries++;
			const start = performance.now();
			try {
				parse(text);
			} catch (error) {
				broken.push(`${name} threw ${String(error).slice(0, 100)} at ${JSON.stringify(text.slice(0, 200))}`);
			}
			const took = performance.now() - start;
			if (took > worst.took) worst = {took, name};
			if (took > longest)
				broken.push(`${name} took ${Math.round(took)} ms for ${JSON.stringify(text.slice(0, 40))}`);
		}
	};
	for (let round = 0; round < rounds; round++) feed(hostileText(random));
	if (length > 0) for (const text of longTexts(random, length)) feed(text);
	return {
		what: `hostile inputs to ${Object.keys(parsers).length} parsers`,
		tries,
		broken,
		notes: [`worst ${Math.round(worst.took)} ms (${worst.name})`],
	};
};

/** Accounts servers that a callback may name, and what is made of each: only origins of the table ever get a code. */
export const soakSpoofs = (seed: number, rounds: number): Figures => {
	const random = createRandom(seed);
	const broken: string[] = [];
	const known = new Set(builtInDataCenters.map(({accounts}) => accounts));
	let grants = 0;
	for (let round = 0; round < rounds; round++) {
		let server = random.pick(builtInDataCenters).accounts;
		for (let times = random.below(3); times > 0; times--) server = mutated(server, random);
		const location = random.pick(['us', 'eu', 'xx', '']);
		const query = new URLSearchParams({
			code,
			state: asked.state,
			'accounts-server': server,
			...(location === '' ? {} : {location}),
		});
		const reading = readCallback(`/callback?${query}`, {...asked, isZoho: true, via: 'loopback'});
		if (reading.kind !== 'grant') continue;
		grants++;
		const origin = reading.grant.dataCenter?.accounts;
		if (origin === undefined || !known.has(origin) || new URL(server).origin !== origin)
			broken.push(`${JSON.stringify(server)} was taken for ${origin}`);
	}
	return {what: 'accounts servers in callbacks', tries: rounds, broken, notes: [`${grants} of the table`]};
};
