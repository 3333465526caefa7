import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {ofDuplicate, ofNothing, ofOddCode, ofState} from '../../source/zoho/consent/paste-refusals.js';
import {explainTokenError} from '../../source/zoho/errors.js';
import type {Refusal} from '../../source/zoho/refusal.js';
import {
	explainMissingRefreshToken,
	explainThrottle,
	explainUnreadable,
} from '../../source/zoho/tokens/refusals.js';
import {root} from './bundled.js';

const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d+) \| /gm)].map(([, id = '', exit]) => ({
	id,
	exitCode: Number(exit),
}));

/** Refusals are written as objects that say their exit code, or made by the functions named here. */
const written =
	/\bid: ([^,\n]*'[a-z-]+'[^,\n]*),\s*(?:what|exitCode)|\b(?:ofPaste|refusal|explainUnknown)\(\s*(?:input, )?('[a-z-]+')/g;

const idsInSources = (): readonly string[] => {
	const folder = join(root, 'source');
	const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
		name => /\.tsx?$/.test(name) && !name.startsWith('practice'),
	);
	const ids = files
		.map(file => readFileSync(join(folder, file), 'utf8'))
		.filter(text => /refus|exitCode/i.test(text))
		.flatMap(text => [...text.matchAll(written)])
		.flatMap(([, inObject, asArgument]) => [...(inObject ?? asArgument ?? '').matchAll(/'([a-z-]+)'/g)])
		.map(([, id = '']) => id);
	return [...new Set(ids)].toSorted();
};

test('the page on troubleshooting has each refusal of the program, once, and no other', () => {
	const ids = idsInSources();
	assert.ok(ids.length > 50);
	assert.deepEqual(rows.map(({id}) => id).toSorted(), ids);
});

const words = ['invalid_client', 'invalid_client_secret', 'invalid_code', 'invalid_redirect_uri'];
const ofToken = [...words, 'invalid_scope', 'Access Denied', 'general_error', 'a_new_word'].flatMap(code =>
	(['authorization_code', 'refresh_token'] as const).map(grantType =>
		explainTokenError({code, grantType, evidence: {}}),
	),
);
const expected = {redirectUris: [], dataCenters: []};
const samples: readonly Refusal[] = [
	...ofToken,
	explainThrottle({}),
	explainUnreadable({reason: 'a page', status: 502}),
	explainMissingRefreshToken({}),
	ofNothing(expected),
	ofDuplicate('code'),
	ofState(true),
	ofOddCode(),
];

test('the page has the exit codes of the program', () => {
	for (const {id, exitCode} of samples) assert.equal(rows.find(row => row.id === id)?.exitCode, exitCode, id);
});
