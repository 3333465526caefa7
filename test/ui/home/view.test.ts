import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {emptyFile} from '../../../source/connection/file/format.js';
import type {HomeEvent} from '../../../source/home/events.js';
import {reduceHome} from '../../../source/home/machine.js';
import {type HomeState, placeOf} from '../../../source/home/state.js';
import {pressHome} from '../../../source/ui/home/press.js';
import {homeFrame} from '../../../source/ui/home/view.js';
import type {Press} from '../../../source/ui/lines/keys.js';
import {lineWidth, widthOf} from '../../../source/ui/lines/line.js';
import {refused} from '../../../source/zoho/refusal.js';
import {sampleNow} from '../../connection/samples.js';
import {fullFile, homeOf, manyConnections} from '../../home/samples.js';
import {ascii, textOf, unicode} from '../samples.js';

/** Home with keys and frames, without Ink. */
class Screen {
	state: HomeState;
	columns = 80;
	rows = 24;
	glyphs = unicode;
	cursor: number | undefined;

	constructor(state: HomeState = homeOf()) {
		this.state = state;
	}

	input() {
		const {state, columns, rows, glyphs, cursor} = this;
		return {state, columns, rows, glyphs, now: sampleNow, cursor};
	}

	press(...presses: readonly (Press | string)[]): this {
		for (const one of presses) {
			const press = typeof one === 'string' ? {name: one, text: one === 'space' ? ' ' : ''} : one;
			const pressed = pressHome(press, this.input());
			const places = this.state.places.length;
			if (pressed && 'cursor' in pressed) this.cursor = pressed.cursor;
			for (const event of pressed?.events ?? []) this.send(event);
			if (this.state.places.length !== places) this.cursor = undefined;
		}
		return this;
	}

	send(event: HomeEvent): this {
		[this.state] = reduceHome(this.state, event);
		return this;
	}

	type(text: string): this {
		return this.press(...[...text].map(one => ({name: one === ' ' ? 'space' : 'text', text: one})));
	}

	lines(): readonly string[] {
		return homeFrame(this.input()).lines.map(textOf);
	}

	text(): string {
		return this.lines().join('\n');
	}
}

const refusal = {
	id: 'example',
	what: 'Zoho could not be reached, which is said in a sentence that does not fit into one line.',
	why: 'The name accounts.zoho.com could not be resolved. '.repeat(4).trim(),
	next: 'Look at the network, then press the same key once more.',
	exitCode: 4,
} as const;

/** Every place of Home, and how one gets there. */
const scenes: Readonly<Record<string, () => Screen>> = {
	list: () => new Screen(),
	'list of one': () => new Screen(homeOf({...fullFile(), drafts: {}})),
	'empty list': () => new Screen(homeOf({...emptyFile, services: fullFile().services})),
	'list of 10,000': () => new Screen(homeOf(manyConnections(10_000))).press('end'),
	filtering: () => new Screen().type('/').type('pat'),
	'nothing found': () => new Screen().type('/').type('nothing of that name'),
	details: () => new Screen().press('down', 'down', 'enter'),
	'details with old grants': () => new Screen().press('down', 'down', 'down', 'enter', 'end'),
	services: () => new Screen().type('s'),
	keys: () => new Screen().type('?'),
	rename: () => new Screen().press('down', 'down').type('m'),
	'rename refused': () => new Screen().press('down', 'down').type('m').press('ctrl-u').press('enter'),
	remove: () => new Screen().press('down', 'down').type('d').type('zzz').press('enter'),
	revoke: () => new Screen().press('down', 'down').type('v'),
	discard: () => new Screen().type('d'),
	report: () => new Screen().send({type: 'revoked', linkName: 'acme', result: refused(refusal)}),
	running: () => new Screen(homeOf({...fullFile(), drafts: {}})).type('T').send({type: 'progressed'}),
	troubled: () => new Screen().send({type: 'file-failed', refusal: {...refusal, exitCode: 6}}),
};

const sizes = [
	...[40, 50, 60, 79, 80, 120, 200].flatMap(columns => [12, 16, 24, 50].map(rows => ({columns, rows}))),
];

for (const [name, scene] of Object.entries(scenes)) {
	test(`${name}: fits every window from 40 × 12, shows a way out, and is ASCII where it has to be`, () => {
		for (const {columns, rows} of sizes) {
			const screen = scene();
			screen.columns = columns;
			screen.rows = rows;
			const {lines, cursor} = homeFrame(screen.input());
			assert.ok(lines.length < rows, `${columns} × ${rows}: ${lines.length} rows`);
			for (const row of lines) assert.ok(lineWidth(row) + widthOf(row.input?.text ?? '') <= columns);
			if (cursor) assert.ok(cursor.y < lines.length && cursor.x < columns);
			assert.match(screen.lines().at(-1) ?? '', /Esc|q leave|\? keys/);
			screen.glyphs = ascii;
			const own = screen.text().replace(/[日本の接続👩👧\u200D]|\.\.\./gu, '');
			assert.match(own, /^[\x20-\x7E\n]*$/);
		}
	});
}

test('no secret is on any page', () => {
	for (const scene of Object.values(scenes)) {
		const screen = scene();
		screen.rows = 200;
		assert.doesNotMatch(
			screen.text(),
			/sample-refresh|sample-access|sample-client-secret|old-refresh|old-client/,
		);
	}
});

test('one line a connection: name, health in a word, time, data center, service', () => {
	const screen = new Screen();
	screen.columns = 110;
	const lines = screen.lines();
	assert.match(lines.join('\n'), /▸ Continue where you left off: step 4 of 6 {2}changes to acme/);
	assert.match(lines.join('\n'), /Continue where you left off: step 3 of 6 {2}Europe/);
	assert.match(lines.join('\n'), /Acme .*ready +47 min left +United States +Suite/);
	assert.match(lines.join('\n'), /needs reconnecting +since 2026-11-21 +United States +Suite/);
	assert.match(lines.join('\n'), /unknown +at 11:57 UTC +another server +Desk/);
	assert.match(lines.join('\n'), /Zoo .*expired +United States +Suite/);
	screen.press('down', 'down', 'down');
	assert.match(screen.text(), /Zoho no longer accepts the refresh token \(as known here; t asks Zoho\)/);
	assert.match(screen.text(), /An old grant lives\s+on; x ends it/);
});

test('in 40 × 12 the name and the health are left, and the highlighted row is in sight', () => {
	const screen = new Screen(homeOf(manyConnections(50)));
	screen.columns = 40;
	screen.rows = 12;
	for (let press = 0; press < 30; press++) screen.press('down');
	assert.match(screen.text(), /▸ Connection 30 +ready/);
	assert.equal(screen.text().match(/Connection \d+ +ready/g)?.length, 6);
	screen.press('end');
	assert.match(screen.text(), /▸ Connection 49 +ready/);
});

test('an opened connection tells everything; what does not fit is scrolled to', () => {
	const screen = new Screen().press('down', 'down', 'down', 'enter');
	screen.rows = 60;
	const text = screen.text();
	for (const expected of [
		'needs reconnecting: Zoho no longer accepts the refresh token. Since 2026-11-21',
		'Pat Example <pat@example.com>',
		'Acme (77)',
		'Not granted    ZohoCRM.modules.ALL',
		'10 left',
		'1 old grant lives on at Zoho; x ends it. The last try: The server could not be reached.',
		'https://accounts.zoho.com/oauth/v2/token',
		'/somewhere/connections.json',
	]) {
		assert.ok(text.replace(/\s+/g, ' ').includes(expected.replace(/\s+/g, ' ')), `${expected}\n${text}`);
	}
	const alive = new Screen().press('down', 'down', 'enter');
	alive.rows = 60;
	// Two in use, and the replaced one.
	assert.match(alive.text(), /Grants here +3 of the 20 that Zoho keeps/);
	screen.rows = 12;
	assert.doesNotMatch(screen.text(), /Kept in/);
	screen.press('end');
	assert.match(screen.text(), /Kept in/);
	screen.press('home', 'page-down');
	const place = placeOf(screen.state);
	assert.ok(place.at === 'details' && place.scroll > 1);
});

test('capitals mean all, small letters one; in a filter and a name letters are letters', () => {
	const screen = new Screen(homeOf({...fullFile(), drafts: {}}));
	screen.type('T');
	assert.match(screen.text(), /Testing 0 of 4/);
	const one = new Screen(homeOf({...fullFile(), drafts: {}})).type('t');
	assert.equal(one.state.running?.what, 'Testing Acme');
	const filter = new Screen().type('/').type('qTRn');
	assert.equal(filter.state.filter, 'qTRn');
	filter.press('ctrl-a', 'delete');
	assert.equal(filter.state.filter, 'TRn');
	const name = new Screen().press('down', 'down').type('m').type(' q').press('left', 'backspace');
	assert.match(name.text(), /❯ Connection Name: Acmeq/);
});

test('Enter does not answer a question; n and Esc leave all as it is', () => {
	const screen = new Screen().press('down', 'down').type('v').press('enter');
	assert.equal(placeOf(screen.state).at, 'question');
	assert.equal(placeOf(screen.type('n').state).at, 'list');
	assert.doesNotMatch(screen.text(), /Revoking/);
	screen.type('v').press('escape');
	assert.equal(placeOf(screen.state).at, 'list');
	screen.type('v').type('y');
	assert.match(screen.text(), /Revoking Acme …/);
});

test('keys of any kind are survived anywhere, and the frame fits', () => {
	const names = ['enter', 'escape', 'up', 'down', 'page-up', 'page-down', 'home', 'end', 'tab', 'ctrl-k'];
	const key = fc.oneof(
		fc.constantFrom(...names).map((name): Press => ({name, text: ''})),
		fc.constantFrom(...'nrRtTcemvdxs/?qy').map((text): Press => ({name: 'text', text})),
		fc.string({maxLength: 8}).map((text): Press => ({name: 'paste', text})),
	);
	fc.assert(
		fc.property(fc.array(key, {maxLength: 40}), fc.constantFrom(40, 80), (presses, columns) => {
			const screen = new Screen();
			screen.columns = columns;
			screen.rows = 12;
			for (const press of presses) {
				screen.press(press);
				assert.ok(screen.lines().length < 12);
			}
		}),
		{numRuns: 150},
	);
});

test('in practice mode each command is shown as it has to be typed there', () => {
	const screen = new Screen();
	screen.glyphs = {...unicode, program: 'zconn practice', isPractice: true};
	screen.send({type: 'wizard-refused', refusal: {...refusal, next: 'Run: zconn test acme'}});
	assert.match(screen.text(), /Run: zconn practice test acme$/m);
});
