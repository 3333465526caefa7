import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {chooseGlyphs, type Glyphs} from '../../source/ui/lines/glyphs.js';
import {isCommand, keymap, type Press} from '../../source/ui/lines/keys.js';
import {type Line, rowWidth, type Span} from '../../source/ui/lines/line.js';
import {paintLine} from '../../source/ui/lines/paint.js';
import {chooseTheme, type Theme} from '../../source/ui/lines/theme.js';
import type {Size} from '../../source/ui/screen/line-screen.js';
import {ascii, textOf} from './samples.js';
import {designed, windows} from './states/frames.js';
import {states} from './states/index.js';
import type {Shown, State} from './states/shown.js';
import {verbs} from './states/verbs.js';

const sizes: readonly Size[] = Object.values(windows);

const looked = new Map<State, Shown>();

/** A state to look at, made once: on the way to it a whole wizard is answered. What is pressed gets one of its own. */
const lookAt = (state: State): Shown => {
	const shown = looked.get(state) ?? state.make();
	looked.set(state, shown);
	return shown;
};

const rowsOf = (shown: Shown, size: Size, glyphs?: Glyphs): readonly string[] =>
	shown.frame(size, glyphs).lines.map(row => textOf(row).trimEnd());

const keyNames: Readonly<Record<string, string>> = {
	Enter: 'enter',
	Esc: 'escape',
	Tab: 'tab',
	Space: 'space',
	'←': 'left',
	'→': 'right',
	'↓': 'down',
};

/** What is pressed for a key by the name that a row gives it; several for `↑↓`. */
const pressesOf = (name: string): readonly Press[] => {
	const key = (one: string): Press => ({name: one, text: one === 'space' ? ' ' : ''});
	if (name === '↑↓') return [key('down'), key('up')];
	if (name === 'type') return [{name: 'text', text: 'e'}];
	const known =
		keyNames[name] ?? (/^Ctrl\+([A-Z])$/.test(name) ? `ctrl-${name.slice(5).toLowerCase()}` : undefined);
	return [known === undefined ? {name: 'text', text: name} : key(known)];
};

/** The keys that the last row names, each with its verb. */
const namedKeys = (rows: readonly string[]): readonly {readonly name: string; readonly verb: string}[] =>
	(rows.at(-1) ?? '').split(' · ').map(hint => {
		const [name = '', ...words] = hint.split(' ');
		return {name, verb: words.join(' ')};
	});

/** Verbs for any button that puts something right. */
const ownVerbs: ReadonlySet<string> = new Set(['fix it', 'connect', 'save as new', 'new connection']);

test('every frame of the design has a state, by its name', () => {
	const missing = Object.keys(designed).filter(name => !(name in states));
	assert.deepEqual(missing, []);
	const count = Object.values(designed).flat().length;
	assert.equal(count, 93);
});

const heard = Object.entries(states).filter(([, {kind}]) => kind !== 'printed');

/** Screens of which the design draws the last row, and draws it without help; Ctrl+G opens it there, too. */
const withoutHelp: ReadonlySet<string> = new Set(['E7', 'E7, at home', 'E8', 'H5 revoke', 'K4']);

const hasStyle = ({spans, after = []}: Line, style: Span['style']): boolean =>
	[...spans, ...after].some(span => span.style === style);

const assertFrame = (name: string, state: State, size: Size): void => {
	const {kind} = state;
	const {lines, cursor} = lookAt(state).frame(size);
	const rows = lines.map(textOf);
	const told = `${size.columns} × ${size.rows}\n${rows.join('\n')}`;
	assert.ok(lines.length <= size.rows - 1, told);
	for (const row of lines) assert.ok(rowWidth(row) <= size.columns, textOf(row));
	if (cursor) assert.ok(cursor.y < lines.length && cursor.x < size.columns, told);
	if (kind === 'printed') return;
	const focused = rows.filter(row => /^[❯>] /.test(row));
	if (kind === 'screen') assert.equal(focused.length, 1, told);
	const inverse = lines.filter(row => hasStyle(row, 'button'));
	assert.ok(inverse.length <= 1 && inverse.every(row => focused.includes(textOf(row))), told);
	const keys = lines.at(-1) ?? {spans: []};
	assert.ok(keys.spans.every(({style, text}) => style === 'title' || style === 'muted' || text === ''));
	const isHelpPage = /^(?:↑↓ scroll · )?Esc back/.test(textOf(keys));
	// In a low window Ready has room for one key more: that which leads to the page with all the others.
	const isBrief = /^Enter done · .*↓ more$/.test(textOf(keys));
	if (!isHelpPage && !isBrief && !withoutHelp.has(name))
		assert.match(textOf(keys), /(?:Ctrl\+G|\?) (?:(?:help|pages)|all keys)/, told);
};

const colored = chooseTheme({FORCE_COLOR: '1'});
const colorless = chooseTheme({NO_COLOR: '1'});

const painted = (row: Line, theme: Theme): string => stripVTControlCharacters(paintLine(row, theme));

/** What a person has typed, and names that are saved, stay as they are. */
const typed = /[日本の会社接続👩👧\u200D]/gu;

const assertText = (state: State, size: Size): void => {
	const shown = lookAt(state);
	const {lines} = shown.frame(size);
	assert.deepEqual(
		lines.map(row => painted(row, colorless)),
		lines.map(row => painted(row, colored)),
	);
	// The one thing that needs colors is left out without them.
	const bare = shown.frame(size, chooseGlyphs({LANG: 'C.UTF-8', NO_COLOR: '1'}, 'linux')).lines;
	assert.ok(!bare.some(row => hasStyle(row, 'qr')));
	for (const row of shown.frame(size, ascii).lines) {
		assert.match(textOf(row).replace(typed, ''), /^[\x20-\x7E]*$/);
		assert.ok(!hasStyle(row, 'qr'));
	}
};

for (const [name, state] of Object.entries(states)) {
	test(`${name}: fits three windows, one thing has the focus, its text needs no color and no more than ASCII has`, () => {
		for (const size of sizes) {
			assertFrame(name, state, size);
			assertText(state, size);
		}
	});
}

/** Presses a key as the last row names it. @returns why it does not do what its verb says; undefined when it does */
const wrongIn = ({make}: State, size: Size, name: string, verb: string): string | undefined => {
	const check = verbs[verb];
	if (!check) return `nobody knows what "${verb}" does`;
	for (const press of pressesOf(name)) {
		const shown = make();
		const before = rowsOf(shown, size);
		const asked = shown.effects().length;
		shown.press(press, size);
		const after = rowsOf(shown, size);
		if (check({before, after, effects: shown.effects().slice(asked)})) return undefined;
	}
	return `${name} does not "${verb}"`;
};

test('every key of a key line is one of the keymap, and does there what its verb says', () => {
	const wrong: string[] = [];
	for (const [state, one] of heard)
		for (const size of sizes)
			for (const {name, verb} of namedKeys(rowsOf(lookAt(one), size))) {
				const presses = pressesOf(name);
				const isKnown = (Object.keys(keymap) as (keyof typeof keymap)[]).some(command =>
					presses.some(press => isCommand(press, command)),
				);
				const why = isKnown || name === 'type' ? wrongIn(one, size, name, verb) : `${name} is no key`;
				if (why) wrong.push(`${state} at ${size.columns}: ${why}`);
			}
	assert.deepEqual(wrong, []);
});

test('Ctrl+G opens help on every screen, also where no row names it, and Esc comes back to the same rows', () => {
	for (const [name, {make}] of heard) {
		const shown = make();
		for (const size of sizes) {
			const before = rowsOf(shown, size);
			// At 40 × 12 the pages that the browser may show are behind it.
			const isPages = before.some(row => row.includes('Ctrl+G: what do you see?'));
			if (/^↑↓ scroll · Esc back|^Esc back/.test(before.at(-1) ?? '') || isPages) continue;
			shown.press({name: 'ctrl-g', text: ''}, size);
			const help = rowsOf(shown, size);
			assert.match(help.slice(0, 3).join('\n'), /· (?:Help|Keys)|^Help$/m, `${name} at ${size.columns}`);
			assert.match(help.at(-1) ?? '', /Esc back/, name);
			shown.press({name: 'escape', text: ''}, size);
			// A note of what was done is there until the next key.
			if (name !== 'G7') assert.deepEqual(rowsOf(shown, size), before, `${name} at ${size.columns}`);
		}
	}
});

test('the first verb of the keys is that of the button which has the focus', () => {
	for (const [name, state] of heard)
		for (const size of sizes) {
			const {lines} = lookAt(state).frame(size);
			const button = lines.flatMap(({spans}) => spans).find(({style}) => style === 'button');
			if (!button) continue;
			const [first] = namedKeys(lines.map(textOf));
			assert.equal(first?.name, 'Enter', name);
			const label = button.text.trim().toLowerCase();
			const isVerb =
				label === first?.verb ||
				ownVerbs.has(first?.verb ?? '') ||
				label.startsWith(first?.verb ?? '-') ||
				label.endsWith(first?.verb ?? '-');
			assert.ok(isVerb, `${name}: "${label}" and "${first?.verb}"`);
		}
});

test('a note of waiting stands on no frame that does not wait', () => {
	for (const [name, state] of Object.entries(states))
		if (!/^[ELM]/.test(name))
			for (const size of sizes)
				assert.doesNotMatch(rowsOf(lookAt(state), size).join('\n'), /Waiting|\d:\d\d left/, name);
});
