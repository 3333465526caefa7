import assert from 'node:assert/strict';
import {test} from 'node:test';
import {placeHints} from '../../../source/io/system/where-it-runs.js';
import {newsOf} from '../../../source/ui/plain/news.js';
import {answersOf} from '../../../source/wizard/state.js';
import {fieldOf} from '../../../source/wizard/steps/index.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, attempt, context, Driver, withService} from '../../wizard/driver.js';

/** What is told as soon as the browser is awaited. */
const told = (place: Partial<Parameters<typeof placeHints>[0]>): readonly string[] => {
	const notices = placeHints(
		{isSsh: false, isWsl: false, isContainer: false, hasDisplay: true, ...place},
		{},
		8790,
	);
	const driver = new Driver(answers, context()).enterUntil('review').enter();
	const before = driver.state;
	const {id} = driver.last('prepare-consent');
	const after = driver.send({type: 'consent-prepared', id, attempt: attempt(id, {notices})}).state;
	return newsOf({before, after, asked: {state: undefined, line: ''}, now: sampleNow});
};

test('where the browser is elsewhere that is told, and that its last page can be pasted is not told twice', () => {
	assert.deepEqual(told({isContainer: true}), [
		'This is a container, so a browser outside may not reach port 8790 in here.',
	]);
	assert.deepEqual(told({isWsl: true}), []);
	assert.equal(told({isSsh: true}).length, 2);
});

test('an answer that was typed is said as it was taken, also where Enter alone would have taken it', () => {
	const driver = new Driver({});
	const asked = driver.state;
	const after = driver.enter().state;
	const takenOf = (line: string) =>
		newsOf({before: asked, after, asked: {state: asked, line}, now: sampleNow});
	assert.deepEqual(takenOf('united'), ['✔ Data center: United States']);
	assert.deepEqual(takenOf(''), []);
});

test('the number of another service than the one that Enter takes is said as it was taken', () => {
	const asked = new Driver({}, withService()).state;
	assert.equal(asked.field, 'service');
	const field = fieldOf('service');
	assert.ok(field.kind === 'choice');
	for (const {value, label} of field.options(answersOf(asked), asked.context)) {
		const driver = new Driver({}, withService());
		const after = driver.send({type: 'typed', key: 'service', value}).enter().state;
		const said = newsOf({before: asked, after, asked: {state: asked, line: '2'}, now: sampleNow});
		assert.ok(
			said.some(text => text === `✔ Custom Service: ${label}`),
			said.join(),
		);
	}
});
