import assert from 'node:assert/strict';
import {test} from 'node:test';
import {unusedAnswer} from '../../../source/commands/wizard/unused.js';
import {type Answers, otherServer} from '../../../source/wizard/answers.js';
import type {WizardContext} from '../../../source/wizard/field.js';
import {sampleService} from '../../connection/samples.js';
import {answers, code, context, Driver, withTarget} from '../../wizard/driver.js';

const whatOf = (given: Partial<Answers>, about: WizardContext = context()): string =>
	unusedAnswer(new Driver({...answers, ...given}, about).state, given)?.what ?? '';

test('what the way to a grant has no use for is refused, and not passed over', () => {
	const brought = (what: object) => context({brought: what});
	const table: ReadonlyArray<readonly [Partial<Answers>, WizardContext, RegExp]> = [
		[{}, context(), /^$/],
		[{soid: 'ZohoCRM.1'}, context(), /^$/],
		[{soid: 'ZohoCRM.1', grantType: 'authorization-code'}, context(), /^--soid/],
		[{soid: 'ZohoCRM.1', grantType: 'client-credentials'}, context(), /^$/],
		[{clientType: 'self-client'}, brought({code}), /^$/],
		[{clientType: 'non-browser'}, brought({code}), /^--code-file/],
		[{clientType: 'self-client', grantType: 'client-credentials'}, brought({code}), /^--code-file/],
		[{}, {...withTarget(), brought: {code}}, /^--code-file/],
		[{}, brought({refreshToken: 'a'}), /^$/],
		[{}, {...withTarget(), brought: {refreshToken: 'a'}}, /^--refresh-token-file/],
	];
	for (const [given, about, what] of table) assert.match(whatOf(given, about), what, JSON.stringify(given));
});

test('a way that only Zoho has is refused in front of another server, by its flag', () => {
	const table: ReadonlyArray<readonly [Partial<Answers>, WizardContext['brought'], RegExp]> = [
		[{}, undefined, /^$/],
		[{clientType: 'server-based', grantType: 'authorization-code'}, undefined, /^$/],
		[{clientType: 'non-browser'}, undefined, /^--client-type/],
		[{clientType: 'self-client'}, undefined, /^--client-type/],
		[{grantType: 'client-credentials'}, undefined, /^--grant/],
		[{grantType: 'client-credentials', soid: 'ZohoCRM.1'}, undefined, /^--soid/],
		[{clientType: 'self-client'}, {code}, /^--code-file/],
		[{}, {refreshToken: 'a'}, /^--refresh-token-file/],
	];
	for (const [given, brought, what] of table) {
		const elsewhere = {dataCenter: otherServer, issuer: 'https://sso.example.com'};
		// As it is begun: what is not asked for is not in the state.
		const {state} = new Driver({...answers, ...elsewhere}, context({brought}));
		assert.match(unusedAnswer(state, {...given, ...elsewhere})?.what ?? '', what, JSON.stringify(given));
	}
});

test('a service that is used again is used as it is: what says otherwise is refused', () => {
	const service = sampleService({linkName: 'zoho', clientId: '1000.ABC', scopes: ['ZohoBooks.bills.READ']});
	const about = context({services: [service]});
	const unlike = (given: Partial<Answers>) => whatOf({service: 'zoho', ...given}, about);
	assert.equal(unlike({connectionName: 'Other'}), '');
	assert.equal(unlike({clientId: ' 1000.ABC ', scopes: ['ZohoBooks.bills.READ'], clientSecret: 'any'}), '');
	assert.match(unlike({clientId: '1000.DEF'}), /Client ID/);
	assert.match(unlike({scopes: ['ZohoBooks.bills.ALL']}), /Scope/);
	assert.match(unlike({soid: 'ZohoCRM.7'}), /soid/);
});
