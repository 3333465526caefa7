import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {consoleValues} from '../../../source/wizard/console.js';
import {fromDraft, toDraft} from '../../../source/wizard/draft/saved.js';
import {draftPosition} from '../../../source/wizard/draft/words.js';
import type {WizardState} from '../../../source/wizard/state.js';
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

test('what was typed for the form of the API Console is kept: after its Enter at once, half of it when one leaves', () => {
	const driver = new Driver().enterUntil('consoleForm');
	const edit = {type: 'edited-console-value', key: 'client-name'} as const;
	driver.send({...edit, value: 'Acm'});
	assert.equal(driver.count('save-draft'), 0);
	driver.send({type: 'left', at: sampleNow});
	assert.equal(driver.last('save-draft').draft.answers['console:client-name'], 'Acm');
	driver.send({...edit, value: 'Acme', at: sampleNow});
	const {draft} = driver.last('save-draft');
	const back = fromDraft(draft, driver.state.context, sampleNow);
	const nameIn = (state: WizardState) => consoleValues(state).find(({key}) => key === 'client-name')?.value;
	assert.equal(nameIn(back), 'Acme');
	assert.equal(back.field, 'consoleForm');
	// A file that another program wrote brings no rows of its own.
	const odd = {...draft, answers: {...draft.answers, 'console:create': 'x', 'console:client-name': true}};
	assert.deepEqual(fromDraft(odd, driver.state.context, sampleNow).consoleEdits, {});
});
