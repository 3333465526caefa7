import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createOpening} from '../../../source/ui/wizard/opening.js';
import {createWizardScreen} from '../../../source/ui/wizard/screen.js';
import type {FieldKey} from '../../../source/wizard/answers.js';
import {reduce} from '../../../source/wizard/machine.js';
import {runMachine} from '../../../source/wizard/run-machine.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, Driver, withService, withTarget} from '../../wizard/driver.js';
import {ascii, unicode} from '../samples.js';

const sizes = [
	{columns: 40, rows: 12},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
] as const;

const now = () => sampleNow;

const neverLoaded = async (): Promise<never> => {
	throw new Error('A first frame loads nothing.');
};

const wizardOf = ({state}: Driver, glyphs: typeof unicode) =>
	createWizardScreen({
		session: runMachine(state, reduce, () => undefined),
		glyphs,
		now,
		loadScopes: neverLoaded,
		loadCalls: neverLoaded,
		loadReady: neverLoaded,
		hasHome: false,
		onEnd: () => undefined,
	});

const at = (field: FieldKey): Driver => new Driver(answers).enterUntil(field);

const openings: Readonly<Record<string, () => Driver>> = {
	'something new': () => new Driver(),
	'with answers of the command line': () => new Driver({clientId: 'hello world', dataCenter: 'eu'}),
	'a service to choose': () => new Driver({}, withService()),
	...Object.fromEntries(
		(
			['clientType', 'consoleForm', 'clientSecret', 'useValues', 'authorizeUrl', 'parameterType'] as const
		).map(key => [`goes on at ${key}`, () => at(key)]),
	),
};

for (const [name, make] of Object.entries(openings)) {
	test(`${name}: the first frame, and what stands above it, is what the wizard draws then`, () => {
		for (const glyphs of [unicode, ascii]) {
			const driver = make();
			const opening = createOpening(driver.state, glyphs, now);
			const wizard = wizardOf(driver, glyphs);
			assert.ok(opening);
			for (const size of sizes) assert.deepEqual(opening.screen.frame(size), wizard.frame(size));
			assert.deepEqual(opening.screen.above?.take(80), wizard.above?.take(80));
		}
	});
}

test('what the first frame wrote above itself is not written again', () => {
	const driver = at('useValues');
	const opening = createOpening(driver.state, unicode, now);
	const [above] = opening?.screen.above?.take(80) ?? [];
	assert.match(above ?? '', /^✔ Client /);
	assert.equal(opening?.above.isWaiting(driver.state), false);
	assert.deepEqual(opening?.above.take(driver.state, 80), []);
});

test('a service that is only chosen leaves nothing above the frame until something is typed', () => {
	const driver = new Driver({}, withService());
	driver.send({type: 'typed', key: 'service', value: 'suite'}).enter();
	const wizard = wizardOf(driver, unicode);
	assert.equal(driver.state.step, 'connection');
	assert.equal(wizard.above?.isWaiting(), false);
	assert.deepEqual(wizard.above?.take(80), []);
	driver.send({type: 'typed', key: 'connectionName', value: 'Acme Books'});
	assert.match(wizardOf(driver, unicode).above?.take(80)[0] ?? '', /^✔ Pick Your Service /);
});

test('scopes, the review and a consent are left to the wizard', () => {
	for (const driver of [
		at('scopes'),
		at('review'),
		new Driver({}, withTarget()),
		new Driver({}, withTarget('consent')),
	])
		assert.equal(createOpening(driver.state, unicode, now), undefined);
});
