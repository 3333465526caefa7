import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type MergePlan, planMerge} from '../../../source/connection/changes/merge.js';
import {type ConnectionsFile, emptyFile} from '../../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../samples.js';

const kinds = ({services, connections}: MergePlan): readonly string[] => [
	...services.map(({linkName, kind}) => `${linkName} ${kind}`),
	...connections.map(({linkName, kind}) => `${linkName} ${kind}`),
];

const empty: ConnectionsFile = {...sampleFile(), services: {}, connections: {}};

test('into an empty file everything is new', () => {
	const plan = planMerge(empty, sampleFile());
	assert.deepEqual(kinds(plan), ['suite new', 'acme new']);
	assert.deepEqual(plan.rows, {
		services: sampleFile().services,
		connections: sampleFile().connections,
	});
});

test('the same again changes nothing, also after a refresh on one of the machines', () => {
	const here = {
		...sampleFile(),
		connections: {
			acme: sampleConnection({
				accessToken: {sealed: 'x', key: 'y'},
				refreshToken: {sealed: 'x', key: 'y'},
				refreshedAt: [],
				updatedAt: '2027-01-01T00:00:00.000Z',
			}),
		},
	};
	const plan = planMerge(here, sampleFile());
	assert.deepEqual(kinds(plan), ['suite same', 'acme same']);
	assert.deepEqual(plan.rows, {services: emptyFile.services, connections: emptyFile.connections});
});

test('another grant under the same link name overwrites; other connections are not in the rows', () => {
	const here = {
		...sampleFile(),
		connections: {acme: sampleConnection(), mine: sampleConnection({linkName: 'mine'})},
	};
	const brought = {
		...sampleFile(),
		connections: {acme: sampleConnection({createdAt: '2020-01-01T00:00:00.000Z'})},
	};
	const plan = planMerge(here, brought);
	assert.deepEqual(kinds(plan), ['suite same', 'acme overwrites']);
	assert.deepEqual(Object.keys(plan.rows.connections), ['acme']);
});

test('a service of another client gets a link name of its own, and its connections follow', () => {
	const brought = {
		...sampleFile(),
		services: {suite: sampleService({clientId: '1000.OTHER'})},
		connections: {fresh: sampleConnection({linkName: 'fresh', name: 'Fresh'})},
	};
	const plan = planMerge(sampleFile(), brought);
	assert.deepEqual(kinds(plan), ['suite_2 new', 'fresh new']);
	assert.equal(plan.rows.services.suite_2?.linkName, 'suite_2');
	assert.equal(plan.rows.connections.fresh?.service, 'suite_2');
	assert.ok(!('suite' in plan.rows.services));
});

test('grants that wait to be revoked here are not lost to what takes the place of a connection', () => {
	const outgoing = [
		{
			refreshToken: {sealed: 'a', key: 'k'},
			dataCenter: 'us',
			service: 'suite',
			clientId: '1000.A',
			clientSecret: {sealed: 'b', key: 'k'},
			at: sampleConnection().createdAt,
			problem: null,
		},
	];
	const here = {...sampleFile(), connections: {acme: {...sampleConnection(), outgoing}}};
	const brought = {...sampleFile(), connections: {acme: sampleConnection({name: 'Other'})}};
	assert.deepEqual(planMerge(here, brought).rows.connections.acme?.outgoing, outgoing);
});

test('a name like a method of every object is a name like any other', () => {
	const brought = {
		...sampleFile(),
		connections: {constructor: sampleConnection({linkName: 'constructor'})},
	};
	assert.deepEqual(kinds(planMerge(emptyFile, brought)), ['suite new', 'constructor new']);
});
