import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {warningOf} from '../../source/wizard/select.js';
import {answersOf} from '../../source/wizard/state.js';
import {fieldOf} from '../../source/wizard/steps/index.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {isZohos, nearlyZoho, strangeHosts, type UrlKey, urlKeys} from '../../source/zoho/service-urls.js';
import {sampleFile, sampleService} from '../connection/samples.js';
import {answers, context, Driver, withTarget} from './driver.js';

const party = (url: string): string => (url.includes('zoho') ? 'zoho' : new URL(url).origin);

const url = fc.constantFrom(
	'https://accounts.zoho.eu/oauth/v2/token',
	'https://accounts.zoho.com/oauth/v2/auth?access_type=offline',
	'https://auth.example/a',
	'https://token.example/t',
	'http://localhost:9000/t',
);
const given = fc.record({authorizeUrl: url, accessTokenUrl: url, refreshTokenUrl: url}, {requiredKeys: []});

const mine = {
	authorizeUrl: 'https://auth.example/a',
	accessTokenUrl: 'https://auth.example/t',
	refreshTokenUrl: 'https://auth.example/r',
};
const about = {
	'something new': context(),
	'a service of Zoho': withTarget(),
	'a service of another server': withTarget('everything', {
		...sampleFile(),
		services: {suite: sampleService({...mine, dataCenter: null})},
	}),
};

for (const [what, where] of Object.entries(about)) {
	test(`an address that was not said is never of another party than those that were: ${what}`, () => {
		const usual = new Driver(answers, where);
		const set = answersOf(usual.state);
		fc.assert(
			fc.property(given, said => {
				const now = answersOf(new Driver({...answers, ...said}, where).state);
				for (const key of urlKeys) {
					if (said[key] !== undefined) continue;
					const isLeft = urlKeys.some(
						other => other !== key && said[other] !== undefined && party(said[other]) !== party(set[other]),
					);
					assert.equal(now[key], isLeft ? '' : set[key], key);
				}
			}),
		);
	});

	test(`no consent starts while an address is missing: ${what}`, () => {
		fc.assert(
			fc.property(given, said => {
				const driver = new Driver({...answers, ...said}, where);
				if (!where.target)
					driver.enterUntil(
						urlKeys.some(key => answersOf(driver.state)[key] === '') ? 'serviceName' : 'review',
					);
				driver.enter(20);
				const missing = urlKeys.find(key => answersOf(driver.state)[key] === '');
				if (missing === undefined) return;
				assert.equal(driver.count('prepare-consent'), 0);
				assert.equal(driver.state.field, missing);
				assert.match(driver.state.problem?.text ?? '', /is missing: the .* URL is at .* now/);
			}),
		);
	});
}

test('whose service it is follows all three addresses, and hosts that differ are named in the review', () => {
	const zoho = answersOf(new Driver(answers).state);
	assert.equal(isZohos(builtInDataCenters, zoho), true);
	for (const key of urlKeys) {
		const mixed = {...zoho, [key]: 'https://other.example/x'};
		assert.equal(isZohos(builtInDataCenters, mixed), false, key);
		const {authorizeUrl, accessTokenUrl, refreshTokenUrl} = mixed;
		const driver = new Driver({...answers, authorizeUrl, accessTokenUrl, refreshTokenUrl});
		const warnings = urlKeys.map(one => warningOf(driver.state, fieldOf(one))).filter(Boolean);
		assert.equal(warnings.length, key === 'authorizeUrl' ? 2 : 1);
		for (const text of warnings) assert.match(text ?? '', /go to .*, but people consent at /);
	}
	const hosts = (change: Partial<Record<UrlKey, string>>) =>
		strangeHosts(builtInDataCenters, {...mine, ...change});
	assert.deepEqual(hosts({}), []);
	assert.deepEqual(hosts({refreshTokenUrl: zoho.refreshTokenUrl}), ['accounts.zoho.com']);
	assert.deepEqual(hosts({authorizeUrl: zoho.authorizeUrl}), ['auth.example']);
	// A port of one machine is a party of its own.
	assert.deepEqual(hosts({accessTokenUrl: 'https://auth.example:8443/t'}), ['auth.example:8443']);
});

test('a host that only looks like an accounts server of Zoho is named, with the right one', () => {
	const hint = (url: string) => nearlyZoho(builtInDataCenters, url);
	assert.match(
		hint('https://accounts.zoho.ca/oauth/v2/auth') ?? '',
		/that of Canada is accounts\.zohocloud\.ca/,
	);
	assert.match(
		hint('https://accounts.zoho.au/oauth/v2/auth') ?? '',
		/that of Australia is accounts\.zoho\.com\.au/,
	);
	assert.match(hint('https://accounts.zoho.cn/oauth') ?? '', /that of China is accounts\.zoho\.com\.cn/);
	assert.match(hint('https://api-console.zoho.eu/') ?? '', /that of Europe is accounts\.zoho\.eu/);
	assert.equal(hint('https://accounts.zoho.xyz/'), 'accounts.zoho.xyz is not an accounts server of Zoho.');
	for (const {accounts} of builtInDataCenters) assert.equal(hint(`${accounts}/oauth/v2/auth`), undefined);
	for (const url of ['https://auth.example/', 'https://notzoho.com/', 'nonsense', ''])
		assert.equal(hint(url), undefined);
	const driver = new Driver({...answers, authorizeUrl: 'https://accounts.zoho.ca/oauth/v2/auth'});
	assert.match(warningOf(driver.state, fieldOf('authorizeUrl')) ?? '', /accounts\.zohocloud\.ca/);
});
