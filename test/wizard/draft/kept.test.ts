import assert from 'node:assert/strict';
import {test} from 'node:test';
import {partingWord} from '../../../source/commands/wizard/parting.js';
import {wizardResult} from '../../../source/home/wizard-result.js';
import {whyNotKept} from '../../../source/wizard/draft/saved.js';
import {ok, type Refusal, refused} from '../../../source/zoho/refusal.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, Driver} from '../driver.js';

const full: Refusal = {
	id: 'disk-full',
	what: 'The file cannot be written: /home/ana/connections.json',
	why: 'The disk is full.',
	next: 'Make room.',
	exitCode: 6,
};

/** Everything that a person who leaves is told of the answers, from the command and from Home. */
const told = ({state}: Driver): readonly (string | undefined)[] => [
	partingWord(state),
	wizardResult(state).notice?.text,
];

test('a promise about answers is made only from a save that ended well', () => {
	const driver = new Driver(answers);
	driver.enter();
	driver.send({type: 'draft-saved', result: ok(true)});
	for (const words of told(driver))
		assert.match(
			words ?? '',
			/^(?:Left at step 1 of 6\. Your answers are saved as a draft\. To go on: zconn$|Your answers are kept)/,
		);
	// Leaving saves once more, and that may fail.
	driver.send({type: 'left', at: sampleNow});
	for (const words of told(driver)) assert.match(words ?? '', /may not be saved/);
	driver.send({type: 'draft-saved', result: ok(true)});
	for (const words of told(driver))
		assert.match(
			words ?? '',
			/^(?:Left at step [12] of 6\. Your answers are saved as a draft\. To go on: zconn$|Your answers are kept)/,
		);
});

test('the first failure shows at once, with its reason and what to do, and again at leaving', () => {
	const driver = new Driver(answers);
	driver.enter();
	assert.equal(whyNotKept(driver.state), undefined);
	driver.send({type: 'draft-saved', result: refused(full)});
	assert.match(whyNotKept(driver.state) ?? '', /cannot be saved.*disk is full.*Make room/);
	driver.send({type: 'left', at: sampleNow});
	driver.send({type: 'draft-saved', result: refused(full)});
	for (const words of told(driver)) assert.match(words ?? '', /cannot be saved.*disk is full/);
	assert.match(partingWord(driver.state) ?? '', /^! Left at step \d of 6\. /);
	driver.send({type: 'draft-saved', result: ok(true)});
	assert.equal(whyNotKept(driver.state), undefined);
});

test('the first question promises nothing that was not saved', () => {
	const driver = new Driver(answers);
	driver.send({type: 'went-back', at: sampleNow});
	assert.doesNotMatch(driver.state.notice ?? '', /kept/);
});
