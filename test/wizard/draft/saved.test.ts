import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fromDraft, toDraft} from '../../../source/wizard/draft/saved.js';
import {draftPosition} from '../../../source/wizard/draft/words.js';
import {steps} from '../../../source/wizard/steps/index.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, context, Driver, waiting, withService} from '../driver.js';

test('a draft resumes every answer, at the place where it was left', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 9}), count => {
			const driver = new Driver({...answers, includeSigmaUrls: true, sameCredentials: false}).enter(count);
			const resumed = fromDraft(toDraft(driver.state, sampleNow), context(), sampleNow);
			assert.deepEqual(resumed.given, driver.state.given);
			assert.deepEqual([resumed.step, resumed.field], [driver.state.step, driver.state.field]);
		}),
	);
});

test('the client secret is apart, and neither code nor state enters a draft', () => {
	const driver = waiting();
	const draft = toDraft(driver.state, sampleNow);
	assert.equal(draft.clientSecret, answers.clientSecret);
	const {clientSecret: _secret, ...open} = draft;
	const text = JSON.stringify(open);
	assert.ok(!text.includes(answers.clientSecret ?? 'none'));
	assert.ok(!text.includes('S'.repeat(43)) && !text.includes('V'.repeat(43)));
	assert.deepEqual([draft.step, draft.field], ['connection', 'review']);
});

test('a draft of an older program, or a damaged one, resumes what fits', () => {
	const draft = {
		...toDraft(new Driver(answers).state, sampleNow),
		step: 'gone',
		answers: {dataCenter: true, clientId: 'kept', unknown: 'x', scopes: 'text', service: 'gone'},
	};
	const state = fromDraft(draft, withService(), sampleNow);
	assert.equal(state.given.clientId, 'kept');
	assert.equal(state.given.dataCenter, undefined);
	assert.equal(state.given.scopes, undefined);
	assert.equal(state.given.service, undefined);
});

test('a draft says which of the six steps it stands at', () => {
	assert.deepEqual(draftPosition({step: 'scopes'}), {number: 3, of: 6});
	assert.deepEqual(draftPosition({step: 'nonsense'}), {number: 1, of: 6});
	const rail = steps.filter(step => step.rail !== undefined);
	for (const [index, {id}] of rail.entries()) {
		assert.deepEqual(draftPosition({step: id}), {number: index + 1, of: rail.length});
	}
});
