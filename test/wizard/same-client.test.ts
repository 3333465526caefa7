import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {WizardContext} from '../../source/wizard/field.js';
import {serviceOfClient} from '../../source/wizard/same-client.js';
import {warningOf} from '../../source/wizard/select.js';
import {fieldOf} from '../../source/wizard/steps/index.js';
import {sampleService} from '../connection/samples.js';
import {answers, context, Driver, withService, withTarget} from './driver.js';

const service = sampleService();
const {clientId} = service;
const secretOf = () => 'sample-client-secret';
const about = context({services: [service]});

test('the Client ID of a saved service means that service, whatever else is said the same', () => {
	const agreeing = [
		{clientId},
		{clientId: ` "${clientId}"\n`},
		{clientId, connectionName: 'Second'},
		{clientId, clientSecret: 'sample-client-secret\n'},
		{
			clientId,
			dataCenter: 'us',
			scopes: ['zohobooks.contacts.READ'],
			serviceName: 'Suite',
			scopeDelimiter: 'comma',
		},
	];
	for (const given of agreeing)
		assert.deepEqual(
			serviceOfClient(given, about, secretOf),
			{service, differing: []},
			JSON.stringify(given),
		);
});

test('what is given otherwise than it is saved is named, and nothing is taken from it', () => {
	const differing = [
		[{clientId, clientSecret: 'another'}, ['Client Secret']],
		[{clientId, scopes: ['ZohoBooks.contacts.READ', 'ZohoCRM.org.READ']}, ['Scope']],
		[{clientId, dataCenter: 'eu', parameterType: 'query'}, ['Data center', 'Parameter Type']],
	] as const;
	for (const [given, labels] of differing)
		assert.deepEqual(serviceOfClient(given, about, secretOf)?.differing, labels);
	// A secret that cannot be opened equals none.
	assert.deepEqual(
		serviceOfClient({clientId, clientSecret: 'sample-client-secret'}, about, () => undefined)?.differing,
		['Client Secret'],
	);
});

test('of several services with one client the one that agrees is meant', () => {
	const wide = sampleService({linkName: 'wide', name: 'Wide', scopes: ['ZohoCRM.org.READ']});
	const several = context({services: [service, wide]});
	const given = {clientId, scopes: ['ZohoCRM.org.READ']};
	assert.deepEqual(serviceOfClient(given, several, secretOf), {service: wide, differing: []});
});

test('a service that leads to another grant is not the one that is meant, also where the way was left out', () => {
	const asClient = sampleService({
		grantType: 'client-credentials',
		clientType: 'self-client',
		soid: 'ZohoCRM.6',
	});
	const differing = (brought: WizardContext['brought'], of = asClient, given = {}) =>
		serviceOfClient({clientId, ...given}, context({services: [of], brought}), secretOf)?.differing;
	assert.deepEqual(differing(undefined), ['Grant Type']);
	assert.deepEqual(differing({refreshToken: 'r'}), ['Grant Type']);
	assert.deepEqual(differing({code: 'c'}), ['Grant Type']);
	assert.deepEqual(differing(undefined, asClient, {soid: 'ZohoCRM.6'}), []);
	assert.deepEqual(differing({refreshToken: 'r'}, service), []);
	assert.deepEqual(differing({code: 'c'}, service), ['Client Type']);
});

test('another Client ID, none, or a service that was named mean no service', () => {
	for (const given of [
		{clientId: '1000.OTHER'},
		{connectionName: 'X'},
		{clientId, service: 'suite'},
		{clientId, service: ''},
	])
		assert.equal(serviceOfClient(given, about, secretOf), undefined);
});

test('the Client ID of a saved service, typed in the wizard, says that the service is here already', () => {
	const driver = new Driver({...answers, service: ''}, withService()).enterUntil('clientId');
	assert.match(
		warningOf(driver.state, fieldOf('clientId')) ?? '',
		/^The service Suite has this Client ID\. Pick it instead/,
	);
	const other = new Driver(
		{...answers, service: '', clientId: '1000.ANOTHERANOTHERANOTHERANOTHERANOT'},
		withService(),
	);
	assert.doesNotMatch(warningOf(other.state, fieldOf('clientId')) ?? '', /Suite/);
	// An edit is about that very service.
	assert.equal(warningOf(new Driver({}, withTarget()).state, fieldOf('clientId')), undefined);
});
