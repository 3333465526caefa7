import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fieldViewOf} from '../../../source/ui/fields/index.js';
import {keymap} from '../../../source/ui/lines/keys.js';
import {rowWidth} from '../../../source/ui/lines/line.js';
import type {AnswerKey} from '../../../source/wizard/answers.js';
import {focusedItem} from '../../../source/wizard/select.js';
import {itemsOf} from '../../../source/wizard/state.js';
import {isStop} from '../../../source/wizard/stops.js';
import {answers, context, Driver, sharedFile, waiting, withService, withTarget} from '../../wizard/driver.js';
import {ascii, Screen, textOf} from '../samples.js';

const at =
	(key: Parameters<Driver['enterUntil']>[0], given = {}) =>
	() =>
		new Screen(new Driver({...answers, ...given}).enterUntil(key));
const typedAt = (key: AnswerKey, text: string) => () => at(key)().press('ctrl-u').type(text);
const twoScopes = {scopes: ['ZohoBooks.contacts.READ', 'Desk.tickets.READ']};

const opened = (): Driver => waiting().send({type: 'browser-tried', id: 'draft-1-1', isOpen: true, note: ''});

/** A state of each kind that a form of the wizard can be in. */
const states: Readonly<Record<string, () => Screen>> = {
	'data center': () => new Screen(new Driver()),
	'data center, filtered': () => new Screen(new Driver()).type('eu'),
	'data center, nothing found': () => new Screen(new Driver()).type('xqz'),
	'client type': at('clientType'),
	'console form': at('consoleForm'),
	'console form, Self Client': at('consoleForm', {clientType: 'self-client'}),
	'console form, a device': at('consoleForm', {clientType: 'non-browser'}),
	'console form, some done': () => at('consoleForm')().press('enter', 'enter'),
	"console form, Sigma's URLs": () => at('consoleForm')().type('s'),
	'same credentials': at('sameCredentials'),
	'data centers to enable': at('enabledDataCenters'),
	'Client ID, odd': typedAt('clientId', 'hello world'),
	'Client ID, missing': () => at('clientId')().press('ctrl-u', 'enter'),
	'Client Secret, masked': at('clientSecret'),
	'Client Secret, shown': () => at('clientSecret')().press('ctrl-r'),
	'service, its button': at('useValues'),
	'service, a URL elsewhere': () => at('authorizeUrl')().press('ctrl-u').type('https://login.example.com/a'),
	'service, a list': at('parameterType'),
	'pick a service': () => new Screen(new Driver(answers, withService())),
	scopes: at('scopes'),
	'scopes, searched': () => at('scopes')().type('contacts'),
	'scopes, chosen only': () => at('scopes')().press('ctrl-o'),
	'scopes, misspelt': at('scopes', {scopes: ['ZohoBooks.contcts.READ']}),
	'scopes, none chosen': () => at('scopes', {scopes: []})().press('enter'),
	'scopes, a product': () => at('scopes')().press('down', 'down', 'down', 'right'),
	delimiter: at('scopeDelimiter', twoScopes),
	'connection name': at('connectionName'),
	'connection name, taken': () =>
		new Screen(new Driver(answers, context({connectionLinkNames: ['acme']})).enterUntil('connectionName')),
	'link name': at('linkName'),
	review: at('review'),
	'review, a line': () => at('review')().press('up'),
	'review of an edit': () =>
		new Screen(new Driver({connectionName: 'Coffee', scopes: twoScopes.scopes}, withTarget())),
	'review of an edit, nothing changed': () => new Screen(new Driver({}, withTarget())),
	'a line of an edit': () =>
		new Screen(new Driver({}, withTarget('everything', sharedFile()))).press('up', 'enter'),
	'connect, waiting': () => new Screen(opened()),
	'connect, a wrong paste': () => new Screen(opened()).paste('https://example.com/not-it').press('enter'),
	'connect, timed out': () => new Screen(opened().send({type: 'time-ran-out', id: 'draft-1-1'})),
	help: () => at('clientSecret')().press('ctrl-g'),
};

const sizes = [
	{columns: 40, rows: 12},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
] as const;

const sized = (make: () => Screen, size: {readonly columns: number; readonly rows: number}): Screen => {
	const screen = make();
	return Object.assign(screen, size);
};

for (const [name, make] of Object.entries(states)) {
	test(`${name}: fits three windows, says where one is, and its keys are in the last row`, () => {
		for (const size of sizes) {
			const screen = sized(make, size);
			const {lines} = screen.frame();
			assert.ok(lines.length <= size.rows - 1, screen.text());
			for (const row of lines) assert.ok(rowWidth(row) <= size.columns, textOf(row));
			// One thing has the focus, and nothing else is inverse.
			const focused = lines.filter(row => textOf(row).startsWith('❯ '));
			if (name !== 'help') assert.equal(focused.length, 1, screen.text());
			const inverse = lines.filter(({spans}) => spans.some(({style}) => style === 'button'));
			assert.ok(inverse.length <= 1 && inverse.every(row => focused.includes(row)), screen.text());
			// Keys are bold, what they do is dim; help is always among them.
			const keys = lines.at(-1)?.spans ?? [];
			const [first] = keys.filter(({style}) => style === 'title').map(({text}) => text);
			assert.ok(name === 'help' ? first === '↑↓' || first === 'Esc' : first === 'Enter', first);
			if (name !== 'help') assert.match(textOf({spans: keys}), /(?:Ctrl\+G|\?) help/);
		}
	});

	test(`${name}: in ASCII 7 bits are enough, and no text depends on color`, () => {
		for (const size of sizes) {
			const screen = sized(make, size);
			screen.glyphs = ascii;
			for (const row of screen.lines()) assert.match(row, /^[\x20-\x7E]*$/);
			assert.ok(screen.frame().lines.length <= size.rows - 1);
		}
	});
}

const spokenKeys = new Set(
	Object.values(keymap)
		.flat()
		.map(key => key),
);

test('every key in a key line is one of the keymap, and does something where it is named', () => {
	for (const [name, make] of Object.entries(states)) {
		const screen = sized(make, {columns: 200, rows: 24});
		const item = focusedItem(screen.driver.state);
		if (!item || name === 'help' || name.startsWith('connect')) continue;
		for (const {command} of fieldViewOf(item).hints(screen.input())) {
			if (command === 'move' || command === 'type') continue;
			const [key] = keymap[command];
			assert.ok(spokenKeys.has(key), key);
			const fresh = sized(make, {columns: 200, rows: 24});
			const before = JSON.stringify([fresh.text(), fresh.driver.state.field, fresh.driver.effects.length]);
			fresh.press(
				key.length === 1 ? {name: 'text', text: key} : {name: key, text: key === 'space' ? ' ' : ''},
			);
			const after = JSON.stringify([fresh.text(), fresh.driver.state.field, fresh.driver.effects.length]);
			// A yes that is given already stays one, and what was refused is refused again.
			const isSaid = command === 'yes' || (command === 'accept' && /^✖ /m.test(fresh.text()));
			if (!isSaid) assert.notEqual(after, before, `${name}: ${key} does nothing`);
		}
	}
});

test('within a step the form, the note and the keys keep their rows, whatever has the focus', () => {
	for (const size of sizes) {
		for (const step of ['client', 'service', 'connection'] as const) {
			const first = {client: 'dataCenter', service: 'useValues', connection: 'connectionName'} as const;
			const driver = new Driver(answers).enterUntil(first[step]);
			const stops = itemsOf(driver.state).filter(item => isStop(driver.state, item));
			const frames = stops.map(({key}) => {
				const screen = sized(() => new Screen(new Driver(answers).enterUntil(key)), size);
				return {key, lines: screen.lines()};
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

test('the first verb of the keys is that of the button', () => {
	for (const [name, make] of Object.entries(states)) {
		const screen = sized(make, {columns: 80, rows: 24});
		const {lines} = screen.frame();
		const button = lines.flatMap(({spans}) => spans).find(({style}) => style === 'button');
		if (!button) continue;
		const keys = textOf(lines.at(-1) ?? {spans: []});
		assert.ok(keys.startsWith(`Enter ${button.text.trim().toLowerCase()} `), `${name}: ${keys}`);
	}
});

test('a note of waiting stands on no frame that does not wait', () => {
	const screen = new Screen(waiting());
	assert.match(screen.text(), /Waiting/);
	screen.press('escape');
	assert.doesNotMatch(screen.text(), /Waiting|\d left/);
	for (const [name, make] of Object.entries(states)) {
		if (!name.startsWith('connect')) assert.doesNotMatch(make().text(), /Waiting|\d left/);
	}
});
