import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {frameOfTerminal, frameToSvg} from '../../build/frame-to-svg.js';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';

after(closeBrowser);

const draw = async (written: string, title = 'zconn'): Promise<string> => {
	const view = createVirtualScreen(20, 3);
	await new Promise<void>(resolve => {
		view.write(written, resolve);
	});
	const svg = frameToSvg(frameOfTerminal(view.terminal), {title, columns: 20, rows: 3});
	view.dispose();
	return svg;
};

const textOf = (svg: string, content: string): string => {
	const found = svg.match(/<text[^>]*>[^<]*<\/text>/g)?.find(text => text.includes(`>${content}<`));
	assert.ok(found, `no text ${content} in\n${svg}`);
	return found;
};

test('one text for neighbors in the same style, on the grid', async () => {
	const svg = await draw('ab \u001B[1m cd\u001B[0m');
	assert.match(textOf(svg, 'ab'), / x="16" y="58" textLength="16.8" /);
	assert.match(textOf(svg, 'cd'), / x="49.6" y="58" textLength="16.8" .*font-weight="700"/);
});

test('escapes what the program and the title say', async () => {
	const svg = await draw('<a & "b">', 'a<b>"&');
	assert.ok(textOf(svg, '&lt;a &amp; &quot;b&quot;&gt;'));
	assert.match(svg, /aria-label="a&lt;b&gt;&quot;&amp;"/);
	assert.match(svg, /<title>a&lt;b&gt;&quot;&amp;<\/title>/);
});

test('styles and colors', async () => {
	const svg = await draw(
		'\u001B[31mred\u001B[0m\u001B[2mdim\u001B[0m\u001B[4;9mline\u001B[0m\r\n\u001B[38;5;208mcube\u001B[38;5;240mgray\u001B[38;2;1;2;255mtrue\r\n\u001B[0;8msecret',
	);
	assert.match(textOf(svg, 'red'), /fill="var\(--c1\)"/);
	assert.match(textOf(svg, 'dim'), /opacity=/);
	assert.match(textOf(svg, 'line'), /text-decoration="underline line-through"/);
	assert.match(textOf(svg, 'cube'), /fill="#ff8700"/);
	assert.match(textOf(svg, 'gray'), /fill="#585858"/);
	assert.match(textOf(svg, 'true'), /fill="#0102ff"/);
	assert.ok(!svg.includes('secret'));
});

test('inverse swaps ink and paper, also for blanks', async () => {
	const svg = await draw('\u001B[7mab\u001B[0m \u001B[7;32m  ');
	assert.match(
		svg,
		/<rect x="16" y="44" width="16.8" height="19" fill="var\(--ink\)"\/><text[^>]*fill="var\(--paper\)"[^>]*>ab</,
	);
	assert.match(svg, /<rect x="41.2" y="44" width="16.8" height="19" fill="var\(--c2\)"\/>/);
});

const luminance = (color: string): number => {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
		const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('every color but black can be read, on dark paper and on light (WCAG 2.2, 1.4.3)', async () => {
	const colors = Array.from({length: 15}, (_none, index) => `\u001B[38;5;${index + 1}mx`).join('');
	const svg = await draw(`${colors}\u001B[0mx`);
	const schemes = [...svg.matchAll(/svg\{([^}]*)\}/g)].map(([, list = '']) =>
		Object.fromEntries(list.split(';').map(one => one.slice(2).split(':') as [string, string])),
	);
	assert.equal(schemes.length, 2);
	for (const {paper = '', edge: _edge, ...others} of schemes) {
		assert.equal(Object.keys(others).length, 17);
		for (const [name, color] of Object.entries(others)) {
			const [low = 0, high = 0] = [luminance(color), luminance(paper)].toSorted((one, two) => one - two);
			const contrast = (high + 0.05) / (low + 0.05);
			assert.ok(contrast >= 4.5, `${name}: ${color} on ${paper} has ${contrast}`);
		}
	}
});

test('a wide character takes two columns and what follows stays in place', async () => {
	const svg = await draw('a你b');
	assert.match(textOf(svg, '你'), / x="24.4" .*textLength="16.8"/);
	assert.match(textOf(svg, 'b'), / x="41.2" /);
});

test('draws no more than the window', () => {
	const style = {
		foreground: {kind: 'default'},
		background: {kind: 'default'},
		isBold: false,
		isDim: false,
		isItalic: false,
		isUnderline: false,
		isInverse: false,
		isHidden: false,
		isStruck: false,
	} as const;
	const line = [...'abc'].map(text => ({text, width: 1, style}));
	const svg = frameToSvg([line, line], {title: 't', columns: 2, rows: 1});
	assert.equal(svg.match(/>ab</g)?.length, 1);
	assert.ok(!svg.includes('abc'));
});

test('is a picture that a browser draws, with nothing from outside', async () => {
	const svg = await draw('\u001B[36m❯ Client\u001B[0m <b>\u0007');
	await using tab = await newPage();
	await tab.page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
	const names = await tab.page.evaluate(
		`[document.documentElement.localName, document.querySelectorAll('parsererror').length, document.querySelector('title').textContent]`,
	);
	assert.deepEqual(names, ['svg', 0, 'zconn']);
	assert.deepEqual(tab.outsideRequests(), []);
	assert.equal(svg, await draw('\u001B[36m❯ Client\u001B[0m <b>\u0007'));
});

test('blanks within a text keep their columns', async () => {
	const svg = await draw('ab   cd');
	await using tab = await newPage();
	await tab.page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
	const starts = await tab.page.evaluate(
		`(() => {
			const text = [...document.querySelectorAll('text')].at(-1);
			return [text.getNumberOfChars(), Math.round(text.getStartPositionOfChar(text.getNumberOfChars() - 2).x)];
		})()`,
	);
	// "c" stands in the sixth column, 8.4 wide each, 16 from the left.
	assert.deepEqual(starts, [7, 58]);
});
