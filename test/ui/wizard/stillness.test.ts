import assert from 'node:assert/strict';
import {test} from 'node:test';
import {itemsOf} from '../../../source/wizard/state.js';
import {isStop} from '../../../source/wizard/stops.js';
import {answers, Driver} from '../../wizard/driver.js';
import {Screen, textOf} from '../samples.js';
import {windows} from '../states/frames.js';
import {states} from '../states/index.js';

const first = {client: 'dataCenter', service: 'useValues', connection: 'connectionName'} as const;

test('within a step the form, the note and the keys keep their rows, whatever has the focus', () => {
	for (const size of Object.values(windows)) {
		for (const step of ['client', 'service', 'connection'] as const) {
			const driver = new Driver(answers).enterUntil(first[step]);
			const stops = itemsOf(driver.state).filter(item => isStop(driver.state, item));
			const frames = stops.map(({key}) => {
				const screen = new Screen(new Driver(answers).enterUntil(key));
				return {key, lines: Object.assign(screen, size).lines()};
			});
			assert.equal(new Set(frames.map(({lines}) => lines.length)).size, 1, `${step} ${JSON.stringify(size)}`);
			if (size.columns < 60) continue;
			const form = frames.filter(({key}) => key !== 'review');
			const labels = stops.filter(({key}) => key !== 'review' && key !== 'useValues').map(({label}) => label);
			for (const label of labels) {
				const rows = form.map(({lines}) => lines.findIndex(row => row.slice(2).startsWith(label)));
				assert.equal(new Set(rows).size, 1, `${label} ${JSON.stringify(size)}: ${rows.join(' ')}`);
			}
		}
	}
});

test('rows hold still while another choice is highlighted; the change comes with Enter, or with going on', () => {
	const at = () => new Screen(new Driver(answers).enterUntil('clientType'));
	const before = at().lines();
	const screen = at();
	for (let count = 0; count < 3; count++) {
		const lines = screen.press('down').lines();
		assert.deepEqual(
			lines.map(row => row.replace(/^ {2}▸/, '   ')).map(row => row.trimEnd()),
			before.map(row => row.replace(/^ {2}▸/, '   ')).map(row => row.trimEnd()),
		);
	}
	assert.equal(screen.driver.state.given.clientType, undefined);
	assert.equal(at().press('down', 'enter').driver.state.given.clientType, 'self-client');
	const left = at().press('down', 'tab').driver.state;
	assert.deepEqual([left.given.clientType, left.field], ['self-client', 'consoleForm']);
});

test('the pages of the browser appear below the rows that stand there', () => {
	const rows = (name: string): readonly string[] =>
		states[name]?.make().frame(windows['80x24']).lines.map(textOf) ?? [];
	const [before, after] = [rows('E1'), rows('E6')];
	assert.equal(after.length, before.length);
	assert.deepEqual(after.slice(0, 11), before.slice(0, 11));
	assert.match(after.at(-1) ?? '', /^Enter fix it · /);
});

test('e edits Client Name and Homepage URL in the form of the console; the row is to be copied then', () => {
	const screen = new Screen(new Driver(answers).enterUntil('consoleForm')).press('enter', 'enter');
	const {label, key} = screen.driver.last('copy');
	screen.driver.send({type: 'copy-ended', label, key, how: 'clipboard'});
	// Only these two are a person's to choose.
	assert.match(screen.text(), /^ {2}▸ Homepage URL/m);
	screen.type('e').press('ctrl-u').type('zoho.example');
	assert.match(screen.text(), /^❯ Homepage URL +zoho\.example$/m);
	assert.match(screen.text(), /^A Homepage URL begins with https:\/\//m);
	screen.press('enter').press('ctrl-u').type('https://acme.example').press('enter');
	assert.match(screen.text(), /^❯ API Console form/m);
	assert.match(screen.text(), /^ {2}▸ Homepage URL +https:\/\/acme\.example$/m);
	assert.equal(screen.press('enter').driver.last('copy').text, 'https://acme.example');
	// What is only looked at stays copied; another value is not copied any more, and Esc loses nothing of it.
	screen.press('up', 'up').type('e').press('escape');
	assert.match(screen.text(), /^ {2}▸ Client Name +zconn +copied$/m);
	screen.type('e').press('ctrl-u').type('Acme').press('escape');
	assert.match(screen.text(), /^ {2}▸ Client Name +Acme$/m);
	screen.press('down', 'down').type('e');
	assert.doesNotMatch(screen.text(), /^❯ Authorized/m);
});
