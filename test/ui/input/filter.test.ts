import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createInputDecoder} from '../../../source/ui/input/decode-input.js';
import {createInputFilter, patienceFor} from '../../../source/ui/input/filter.js';
import type {Press} from '../../../source/ui/input/press.js';
import {computing} from '../../helpers/computing.js';
import {asRecords, keys, replies} from './samples.js';

const patience = patienceFor(false);

/** Presses of the pieces; characters that came together counted one by one, spaces among them as presses of their own. */
const hear = (...pieces: readonly string[]): readonly Press[] => {
	const filter = createInputFilter(patience);
	return pieces.flatMap(piece => filter.push(piece)).flatMap(single);
};

const single = (press: Press): readonly Press[] =>
	press.name === 'text'
		? Array.from(press.text, text => ({name: text === ' ' ? 'space' : 'text', text}))
		: [press];

/** Cuts a text at any places. */
const cutAt = (text: string, places: readonly number[]): readonly string[] => {
	const at = [0, ...places.map(place => place % (text.length + 1)).toSorted((one, other) => one - other)];
	return at.map((from, index) => text.slice(from, at[index + 1] ?? text.length));
};

const show = (text: string): string => JSON.stringify(text);
const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;
const pasted = (text: string): Press => ({name: 'paste', text});

test('what a terminal answers is no key, whole, in two pieces and character by character', () => {
	for (const [name, reply] of Object.entries(replies)) {
		assert.deepEqual(hear(reply), [], name);
		assert.deepEqual(hear(...reply), [], `${name}, character by character`);
		for (let at = 1; at < reply.length; at++)
			assert.deepEqual(hear(reply.slice(0, at), reply.slice(at)), [], `${name}, cut at ${at}`);
		// The keys around it are heard.
		const around = hear(`t${reply}r`).map(({text}) => text);
		assert.deepEqual(around, ['t', 'r'], `${name}, between two keys`);
	}
});

test('every key is heard in every encoding, in pieces too', () => {
	for (const [sequence, ...presses] of keys) {
		assert.deepEqual(hear(sequence), presses, show(sequence));
		for (let at = 1; at < sequence.length; at++)
			assert.deepEqual(
				hear(sequence.slice(0, at), sequence.slice(at)),
				presses,
				`${show(sequence)} at ${at}`,
			);
	}
});

test('an Esc before a reply was pressed; before a key it is Alt', () => {
	const escapeKey = {name: 'escape', text: ''};
	for (const [name, reply] of Object.entries(replies)) {
		if (/^\u001B[[O\]PX^_]/.test(reply) && name !== 'function keys')
			assert.deepEqual(hear(`\u001B${reply}`), [escapeKey], name);
	}
	assert.deepEqual(hear('\u001B\u001B[C'), [{name: 'alt-right', text: ''}]);
});

test('a single Esc is a key after some silence, longer on a slow line', () => {
	const filter = createInputFilter(patience);
	assert.deepEqual(filter.push('\u001B'), []);
	const wait = filter.patience() ?? 0;
	assert.ok(wait >= 50 && wait <= 100, `${wait} ms`);
	assert.deepEqual(filter.settle(), [{name: 'escape', text: ''}]);
	assert.ok(patienceFor(true).escape > wait);
	filter.push('\u001B\u001B');
	assert.equal(filter.settle().length, 2);
});

test('the beginning of a sequence is no key, however long its rest takes', () => {
	for (const beginning of [
		'\u001B[',
		'\u001BO',
		'\u001B[1;',
		'\u001B]11;rgb:',
		'\u001BP',
		'\u001B_G',
		'\u001B[M',
		'\u001B[[',
	]) {
		const filter = createInputFilter(patience);
		assert.deepEqual(filter.push(beginning), [], show(beginning));
		assert.ok((filter.patience() ?? 0) >= 500, show(beginning));
		assert.deepEqual(filter.settle(), [], show(beginning));
		// A key that is pressed then is one.
		assert.deepEqual(filter.push('t'), [{name: 'text', text: 't'}], show(beginning));
	}
});

test('the rest of a sequence that comes too late is no text', () => {
	const late = (beginning: string, rest: string): readonly Press[] => {
		const filter = createInputFilter(patience);
		filter.push(beginning);
		return [...filter.settle(), ...filter.push(rest)].map(press => ({...press}));
	};
	const escapeKey = {name: 'escape', text: ''};
	assert.deepEqual(late('\u001B', '[I'), [escapeKey]);
	assert.deepEqual(late('\u001B', ']11;rgb:ffff/ffff/ffff\u001B\\'), [escapeKey]);
	assert.deepEqual(late('\u001B]11;rgb:ff', 'ff/ffff/ffff\u001B\\'), []);
	assert.deepEqual(late('\u001B[?62', ';22c'), []);
	assert.deepEqual(late('\u001B', '[D'), [escapeKey, {name: 'left', text: ''}]);
	assert.deepEqual(late('\u001B', '[200~abc\u001B[201~'), [escapeKey, pasted('abc')]);
	// What a person presses after an Esc is that.
	assert.deepEqual(late('\u001B', '\u001B[A'), [escapeKey, {name: 'up', text: ''}]);
	assert.deepEqual(late('\u001B', '['), [escapeKey, {name: 'text', text: '['}]);
	assert.deepEqual(late('\u001B', 'crm'), [escapeKey, {name: 'text', text: 'crm'}]);
	const filter = createInputFilter(patience);
	filter.push('\u001B');
	filter.settle();
	assert.equal(filter.patience(), patience.sequence);
	filter.settle();
	assert.equal(filter.patience(), undefined);
	assert.deepEqual(filter.push('[I'), [{name: 'text', text: '[I'}]);
});

test("rxvt's keys with Shift end in a dollar sign, where replies go on", () => {
	const filter = createInputFilter(patience);
	assert.deepEqual(filter.push('\u001B[3$'), []);
	assert.equal(filter.patience(), patience.escape);
	assert.deepEqual(filter.settle(), [{name: 'delete', text: ''}]);
	assert.deepEqual(hear('\u001B[3$y'), []);
});

test('Ctrl+C leaves from the middle of anything that has no end', () => {
	const leave = {name: 'ctrl-c', text: ''};
	for (const beginning of [
		'\u001B',
		'\u001B[',
		'\u001B[12;',
		'\u001BO',
		'\u001B]',
		'\u001B]11;rgb',
		'\u001BPq',
		'\u001B_G',
		'\u001BX',
		'\u001B^',
		'\u001B[M',
		'\u001B[M!',
		'\u001B[[',
		'\u001BP\u001B',
	])
		for (const [sequence, press] of keys.filter(([, {name} = {name: ''}]) => name === 'ctrl-c')) {
			assert.ok(
				hear(beginning + sequence).some(({name}) => name === press?.name),
				`${show(beginning)} ${show(sequence)}`,
			);
		}
	assert.deepEqual(hear('\u001B]11;\u0003'), [leave]);
});

test('a paste is one press, whatever its marks come in', () => {
	assert.deepEqual(hear(paste('a\rb\u0003')), [pasted('a\rb\u0003')]);
	assert.deepEqual(hear(...paste('secret \u001B[31m\r\n😀')), [pasted('secret \u001B[31m\r\n😀')]);
	assert.deepEqual(hear(paste('')), [pasted('')]);
	assert.deepEqual(
		hear(`x${paste('a')}${paste('b')}\r`).map(({name}) => name),
		['text', 'paste', 'paste', 'enter'],
	);
	assert.deepEqual(hear(asRecords(paste('ab\r'))), [pasted('ab\r')]);
});

test('a paste whose end is lost can be left with Ctrl+C, in every encoding', () => {
	for (const [sequence] of keys.filter(([, {name} = {name: ''}]) => name === 'ctrl-c')) {
		const filter = createInputFilter(patience);
		filter.push('\u001B[200~abc');
		assert.deepEqual(filter.push('\u0003'), []);
		assert.equal(filter.patience(), patience.paste);
		assert.deepEqual(filter.settle(), []);
		assert.equal(filter.patience(), undefined);
		assert.deepEqual(filter.push(sequence), [{name: 'ctrl-c', text: ''}], show(sequence));
		assert.deepEqual(filter.push('t'), [{name: 'text', text: 't'}]);
	}
	const filter = createInputFilter(patience);
	filter.push('\u001B[200~abc');
	filter.settle();
	assert.deepEqual(filter.push('def\u001B[201~'), [pasted('abcdef')]);
});

test('characters that come together are one press, the spaces around them and line ends are not', () => {
	const push = (piece: string) => createInputFilter(patience).push(piece);
	assert.deepEqual(push('crm read'), [{name: 'text', text: 'crm read'}]);
	assert.deepEqual(
		push(' crm \r\nx\ty').map(({name, text}) => text || name),
		[' ', 'crm', ' ', 'enter', 'x', 'tab', 'y'],
	);
	assert.deepEqual(push('e\u0301'), [{name: 'text', text: 'e\u0301'}]);
});

const atom = fc.oneof(
	fc.constantFrom(...Object.values(replies)),
	fc.constantFrom(...keys.map(([sequence]) => sequence)),
	fc.string({unit: 'grapheme', maxLength: 5}),
	fc.string({unit: 'grapheme', maxLength: 12}).map(paste),
	fc.constantFrom(...keys.map(([sequence]) => asRecords(sequence))),
);

test('however the input is cut, it means the same', () => {
	fc.assert(
		fc.property(fc.array(atom, {maxLength: 8}), fc.array(fc.nat(), {maxLength: 8}), (atoms, places) => {
			const whole = atoms.join('');
			assert.deepEqual(hear(...cutAt(whole, places)), hear(whole));
			assert.deepEqual(hear(...whole.split('')), hear(whole));
		}),
		{numRuns: 500},
	);
});

const printable = fc.string({
	unit: fc.integer({min: 0x20, max: 0x7e}).map(code => String.fromCharCode(code)),
});
const parameters = fc.string({unit: fc.constantFrom(...'0123456789:;')});
const controlString = fc.oneof(
	fc
		.tuple(fc.constantFrom(']', 'P', 'X', '^', '_'), printable)
		.map(([kind, body]) => `\u001B${kind}${body}\u001B\\`),
	printable.map(body => `\u001B]${body}\u0007`),
	fc
		.tuple(fc.constantFrom('?', '>', '=', '<'), parameters, fc.constantFrom(...'cnRuyMmt'))
		.map(([mark, body, final]) => `\u001B[${mark}${body}${final}`),
	fc
		.tuple(parameters, fc.constantFrom(...'cnRtyxEGIOPQSW'))
		.map(([body, final]) => `\u001B[0${body}${final}`),
	fc.tuple(parameters, fc.constantFrom('$y', ' q', "'w", '*z')).map(([body, end]) => `\u001B[${body}${end}`),
	fc
		.array(fc.integer({min: 0x20, max: 0x7e}), {minLength: 3, maxLength: 3})
		.map(codes => `\u001B[M${String.fromCharCode(...codes)}`),
);

test('no byte of a control string is a key, whatever stands in it and wherever it is cut', () => {
	fc.assert(
		fc.property(fc.array(controlString), fc.array(fc.nat(), {maxLength: 5}), (strings, places) => {
			assert.deepEqual(hear(...cutAt(strings.join(''), places)), []);
		}),
		{numRuns: 1000},
	);
});

test('nothing that comes throws, and everything that is given up ends', () => {
	fc.assert(
		fc.property(fc.array(fc.uint8Array({maxLength: 24})), pieces => {
			const filter = createInputFilter(patience);
			const decode = createInputDecoder();
			for (const piece of pieces) filter.push(decode(piece));
			filter.push(String.fromCharCode(...pieces.flatMap(piece => [...piece])));
			for (let settled = 0; filter.patience() !== undefined; settled++) {
				assert.ok(settled < 3);
				filter.settle();
			}
		}),
		{numRuns: 1000},
	);
});

test('bytes are decoded wherever they are cut, and C1 controls stay what they are', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), fc.array(fc.nat(), {maxLength: 6}), (text, places) => {
			const decode = createInputDecoder();
			const bytes = Buffer.from(text.toWellFormed());
			const at = [
				0,
				...places.map(place => place % (bytes.length + 1)).toSorted((one, other) => one - other),
			];
			const decoded = at.map((from, index) => decode(bytes.subarray(from, at[index + 1] ?? bytes.length)));
			assert.equal(decoded.join(''), text.toWellFormed());
		}),
	);
	const decode = createInputDecoder();
	const eightBit = decode(Buffer.from('\u009D11;rgb:ff\u009C', 'latin1'));
	assert.deepEqual(hear(eightBit), []);
	assert.deepEqual(hear(createInputDecoder()(Buffer.from('\u001B[M \xC8\xE9', 'latin1'))), []);
});

test('the cost grows with the length alone', () => {
	const cost = (text: string, size: number): number =>
		computing(() => {
			const filter = createInputFilter(patience);
			let presses = 0;
			for (let from = 0; from < text.length; from += size)
				presses += filter.push(text.slice(from, from + size)).length;
			assert.ok(presses <= 2 + (3 * text.length) / size, `${presses} presses`);
		});
	const megabyte = 'word '.repeat(200_000);
	for (const text of [
		megabyte,
		paste(megabyte),
		`\u001B]52;c;${megabyte}`,
		' '.repeat(1_000_000),
		`x${' '.repeat(1_000_000)}y`,
	])
		for (const size of [4096, 1_000_010])
			assert.ok(cost(text, size) < 2000, `${text.slice(0, 12)} by ${size}`);
});
