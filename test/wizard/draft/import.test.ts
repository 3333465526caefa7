import assert from 'node:assert/strict';
import {test} from 'node:test';
import {draftsOf} from '../../../source/wizard/draft/import.js';
import {fromDraft} from '../../../source/wizard/draft/saved.js';
import {answersOf} from '../../../source/wizard/state.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {sampleFile, sampleNow, sampleService} from '../../connection/samples.js';

const context = {
	dataCenters: builtInDataCenters,
	services: [],
	connectionLinkNames: [],
	ports: [8790],
	openBrowser: false,
	secrets: 'plain' as const,
};

const only = <T>(list: readonly T[]): T => {
	assert.equal(list.length, 1);
	const [first] = list;
	assert.ok(first !== undefined);
	return first;
};

test('the wizard goes on at the secret, with every other answer in its place', () => {
	const brought = {
		...sampleFile(),
		services: {suite: sampleService({dataCenter: 'eu', enabledDataCenters: ['eu', 'in']})},
	};
	const draft = only(draftsOf(brought, {services: {}}, () => 'id', sampleNow));
	assert.equal(draft.clientSecret, null);
	const state = fromDraft(draft, context, sampleNow);
	assert.deepEqual([state.step, state.field], ['client', 'clientSecret']);
	const answers = answersOf(state);
	assert.equal(answers.clientSecret, '');
	assert.equal(answers.dataCenter, 'eu');
	assert.deepEqual(answers.enabledDataCenters, ['eu', 'in']);
	assert.equal(answers.clientId, sampleService().clientId);
	assert.equal(answers.connectionName, 'Acme');
	assert.deepEqual(answers.scopes, ['ZohoBooks.contacts.READ']);
});

test('a service with the same client that is here already is used, and only the consent is left', () => {
	const here = {services: {mine: sampleService({linkName: 'mine', name: 'Mine'})}};
	const draft = only(draftsOf(sampleFile(), here, () => 'id', sampleNow));
	const state = fromDraft(draft, {...context, services: Object.values(here.services)}, sampleNow);
	assert.deepEqual([state.step, state.field], ['connection', 'review']);
	assert.deepEqual([answersOf(state).service, answersOf(state).connectionName], ['mine', 'Acme']);
});
