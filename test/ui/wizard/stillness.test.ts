import assert from 'node:assert/strict';
import {test} from 'node:test';
import {itemsOf} from '../../../source/wizard/state.js';
import {isStop} from '../../../source/wizard/stops.js';
import {answers, Driver} from '../../wizard/driver.js';
import {Screen} from '../samples.js';
import {windows} from '../states/frames.js';

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
