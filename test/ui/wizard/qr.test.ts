import assert from 'node:assert/strict';
import {test} from 'node:test';
import decodeQr from 'qr/decode.js';
import {encode} from 'uqr';
import {qrLines} from '../../../source/ui/lines/qr.js';
import {states} from '../states/index.js';

const scale = 4;

/** What half blocks show, as pixels in the dark window of a terminal: the light around the code is all that it has. */
const photograph = (rows: readonly string[]) => {
	const around = 6 * scale;
	const width = (rows[0] ?? '').length * scale + 2 * around;
	const height = rows.length * 2 * scale + 2 * around;
	const data = new Uint8ClampedArray(width * height * 4).fill(0);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const module = Math.floor((y - around) / scale);
			const sign = rows[Math.floor(module / 2)]?.[Math.floor((x - around) / scale)];
			const isDark = sign === undefined || sign === '█' || sign === (module % 2 === 0 ? '▀' : '▄');
			data.fill(isDark ? 0 : 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
			data[(y * width + x) * 4 + 3] = 255;
		}
	return {width, height, data};
};

const codeIn = (size: {readonly columns: number; readonly rows: number}): readonly string[] =>
	(states.M1?.make().frame(size).lines ?? []).flatMap(({spans}) => {
		const text = spans
			.filter(({style}) => style === 'qr')
			.map(one => one.text)
			.join('');
		return text === '' ? [] : [text];
	});

test('the code on the screen can be read by a camera, in a dark window too, and has as much light around it as there is room for', () => {
	for (const [size, border] of [
		[{columns: 80, rows: 24}, 2],
		[{columns: 120, rows: 40}, 4],
	] as const) {
		const rows = codeIn(size);
		assert.match(decodeQr(photograph(rows)), /^https:\/\/accounts\.zoho\.com\/.*KPXW/);
		const [first = ''] = rows;
		assert.ok(rows.slice(0, border / 2).every(row => row.trim() === ''));
		assert.ok(rows.every(row => row.length === first.length && row.startsWith(' '.repeat(border))));
		assert.match(rows[border / 2] ?? '', new RegExp(`^ {${border}}█▀▀▀▀▀█.*█▀▀▀▀▀█ {${border}}$`));
	}
});

test('printed between lines it has all the light that the standard asks for', () => {
	const rows = qrLines(encode('https://example.com/', {border: 0}).data).map(
		({spans}) => spans[0]?.text ?? '',
	);
	assert.equal(decodeQr(photograph(rows)), 'https://example.com/');
	assert.match(rows[2] ?? '', /^ {4}█▀▀▀▀▀█.*█▀▀▀▀▀█ {4}$/);
});
