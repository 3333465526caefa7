import assert from 'node:assert/strict';
import {test} from 'node:test';
import {redact} from '../../source/connection/secrets/redact.js';
import {cleanCredential, legalClientName} from '../../source/zoho/client.js';
import {readCallbackText} from '../../source/zoho/consent/callback-text.js';
import {readOrganizations, readUserInfo} from '../../source/zoho/identity.js';
import {judgeAnswer} from '../../source/zoho/products/judge.js';
import {findProduct} from '../../source/zoho/products/table.js';
import {parseScopes} from '../../source/zoho/scopes/scope.js';
import {cleanText, withoutEscapes} from '../../source/zoho/text.js';
import {readTokenResponse} from '../../source/zoho/tokens/response.js';
import {computing} from '../helpers/computing.js';

/** As long as an answer or a paste may well be, in characters. */
const length = 300_000;

/** Milliseconds of computing; what grows with the square of the length takes many times that. */
const limit = 1500;

const readers: Readonly<Record<string, (text: string) => unknown>> = {
	parseScopes,
	cleanCredential,
	legalClientName,
	readUserInfo,
	withoutEscapes,
	redact,
	readCallbackText,
	cleanText: text => cleanText(text, 120),
	readOrganizations: text => readOrganizations('books', text),
	judgeAnswer: body => judgeAnswer({product: findProduct('books'), status: 401, body}),
	readTokenResponse: body => readTokenResponse({body, status: 200, now: 0}),
	'readTokenResponse of JSON': text =>
		readTokenResponse({
			body: JSON.stringify({error: text, message: text, scope: text, access_token: text, expires_in: text}),
			status: 200,
			now: 0,
		}),
};

/** Beginnings of what the patterns look for, over and over, and never an end. */
const parts = [
	...[
		'a',
		'a.',
		'.',
		'-',
		' ',
		'\n',
		'\t',
		'=',
		'&',
		'#',
		'%',
		'%2',
		'"',
		'\\"',
		'"\\',
		"'",
		'{',
		'[',
		'/',
		':',
	],
	...[
		'scope=',
		' scope=a&',
		'scopes: ',
		'code=',
		'https://a?',
		'http://',
		'&amp;',
		'&#',
		'zo',
		'1',
		'f',
		'1000.',
	],
	...['<', '<a', '<title', '<title>', '\u001B[', '\u001B[0', '\u001B]', '\u200B', '\uD800', 'é'],
	...['authorization ', 'Bearer ', `1000.${'a'.repeat(16)}.`],
];

test('no text, however long and whatever is in it, holds up those who read what comes from outside', () => {
	for (const [name, read] of Object.entries(readers)) {
		for (const part of parts) {
			const text = part.repeat(Math.ceil(length / part.length));
			const took = computing(() => read(text));
			assert.ok(took < limit, `${name} took ${Math.round(took)} ms for ${JSON.stringify(part)}`);
		}
	}
});

test('a name with "Zoho" within "Zoho", as deep as anybody likes, is made legal', () => {
	const depth = 100_000;
	assert.equal(legalClientName(`${'zo'.repeat(depth)}${'ho'.repeat(depth)} Suite`), 'Suite');
});
