import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isWorthKeeping} from '../../../source/wizard/draft/saved.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, context, Driver, withService} from '../driver.js';

const savesOf = ({effects}: Driver) => effects.filter(({type}) => type === 'save-draft');

test('looking around leaves no draft: defaults, a service that is saved, every field passed', () => {
	for (const driver of [
		new Driver(),
		new Driver({}, withService()),
		new Driver({service: 'suite'}, withService()),
		new Driver({dataCenter: 'us', sameCredentials: true, scopeDelimiter: 'comma'}),
	]) {
		driver.enter(12);
		for (let press = 0; press < 12; press++) driver.send({type: 'went-back', at: sampleNow});
		driver.send({type: 'left', at: sampleNow});
		assert.equal(isWorthKeeping(driver.state), false);
		assert.deepEqual(savesOf(driver), []);
	}
});

test('one answer that was typed or chosen is kept', () => {
	for (const given of [{clientId: '1000.A'}, {dataCenter: 'eu'}, {clientSecret: 'x'}, {scopes: ['a.b.READ']}])
		assert.equal(isWorthKeeping(new Driver(given).state), true, JSON.stringify(given));
	const reused = new Driver({service: 'suite', connectionName: 'Second'}, withService());
	assert.equal(isWorthKeeping(reused.state), true);
});

test('the last answer taken back takes the draft away', () => {
	const driver = new Driver().enterUntil('clientId').type('clientId', '1000.A').enter();
	assert.equal(savesOf(driver).length > 0, true);
	driver.send({type: 'draft-saved', result: ok(true)});
	driver.send({type: 'went-back', at: sampleNow});
	driver.send({type: 'typed', key: 'clientId', value: ''});
	driver.send({type: 'went-back', at: sampleNow});
	assert.deepEqual(driver.effects.at(-1), {type: 'drop-draft', draftId: 'draft-1'});
});

test('without a person nothing is kept', () => {
	const driver = new Driver(answers, context({keepsDrafts: false})).enter(30);
	driver.send({type: 'left', at: sampleNow});
	assert.deepEqual(savesOf(driver), []);
});
