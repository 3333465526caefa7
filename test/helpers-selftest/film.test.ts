import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, test} from 'node:test';
import {filmToSvg, type Shot} from '../../build/film.js';
import {frameOfTerminal} from '../../build/frame-to-svg.js';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';

after(closeBrowser);

const linesOf = async (written: string): Promise<Shot['lines']> => {
	const view = createVirtualScreen(20, 3);
	await new Promise<void>(resolve => {
		view.write(written, resolve);
	});
	const lines = frameOfTerminal(view.terminal);
	view.dispose();
	return lines;
};

const film = async (): Promise<string> =>
	filmToSvg(
		[
			{lines: await linesOf('head\r\none'), seconds: 1},
			{lines: await linesOf('head\r\ntwo'), seconds: 0.5, key: 'Enter', isStill: true},
			{lines: await linesOf('head\r\nthree'), seconds: 2.5, key: 'g'},
		],
		{title: 'a film', columns: 20, rows: 3},
	);

/** The frames that can be seen, so many seconds after the beginning. */
const seenAt = `seconds => {
	for (const animation of document.getAnimations()) {
		animation.pause();
		animation.currentTime = seconds * 1000;
	}
	const frames = [...document.querySelectorAll('.f')];
	return frames.flatMap((frame, index) => (getComputedStyle(frame).opacity === '1' ? [index] : []));
}`;

test('one frame after the other can be seen, and then the first one again', async () => {
	const svg = await film();
	assert.equal(svg, await film());
	// What frames have in common is drawn once.
	assert.equal(svg.match(/>head</g)?.length, 1);
	await using tab = await newPage();
	await tab.page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
	for (const [seconds, frame] of [
		[0, 0],
		[0.9, 0],
		[1.1, 1],
		[1.6, 2],
		[3.9, 2],
		[4.1, 0],
	] as const)
		assert.deepEqual(await tab.page.evaluate(`(${seenAt})(${seconds})`), [frame], `${seconds} s`);
	assert.deepEqual(tab.outsideRequests(), []);
});

test('who wants no motion sees one frame, still', async () => {
	await using tab = await newPage();
	await tab.page.emulateMedia({reducedMotion: 'reduce'});
	await tab.page.goto(`data:image/svg+xml;base64,${Buffer.from(await film()).toString('base64')}`);
	assert.deepEqual(await tab.page.evaluate(`(${seenAt})(0)`), [1]);
	assert.equal(await tab.page.evaluate('document.getAnimations().length'), 0);
});

/** The words of the frame that can be seen. */
const wordsAt = `seconds => {
	const [seen] = (${seenAt})(seconds);
	const frame = document.querySelectorAll('.f')[seen];
	const words = [...frame.querySelectorAll('use')].map(({href}) =>
		[...document.querySelectorAll(href.baseVal + ' text')].map(({textContent}) => textContent.trim()).join(' '));
	return [...words, frame.querySelector(':scope > text')?.textContent ?? ''].join('\\n');
}`;

/** What the film of the README is decided to show, and when. */
const plot = [
	[0.8, /^\$ zconn[\s\S]*Enter$/],
	[1, /❯ Data center/],
	[2.7, /❯ API Console form/],
	[4.4, /Homepage URL .*copied/],
	[4.7, /❯ Client ID/],
	[6.5, /42 characters/],
	[7.2, /❯ Use these values/],
	[8.1, /❯ Scope type to search/],
	[9.5, /▸ ◯ Send mail/],
	[9.95, /2 chosen, 1 can write/],
	[12.3, /bennett_books/],
	[13, /❯ Create and Connect/],
	[14.6, /◐ Waiting for your approval .*9:59 left/],
	[15.4, /◓ Waiting for your approval .*9:58 left/],
	[16, /✔ Approved/],
	[17.2, /Testing the connection/],
	[19.5, /ready for use\.[\s\S]*\ng$/],
	[19.7, /▸ Service Name/],
	[21.7, /✔ Grant Type/],
	[22, /^\$ curl -H/],
	[25.9, /accountDisplayName/],
	[26.1, /^\$/],
] as const;

test('the film of the README tells its story at the times that were decided, and is still at its end without motion', async () => {
	const svg = readFileSync(new URL('../../docs/images/film.svg', import.meta.url));
	assert.ok(svg.length < 300_000, `${svg.length} bytes`);
	assert.doesNotMatch(svg.toString(), /<script|<image|@import|\bon\w+=|href="(?!#)|url\(/);
	await using tab = await newPage();
	const address = `data:image/svg+xml;base64,${svg.toString('base64')}`;
	await tab.page.goto(address);
	for (const [seconds, words] of plot)
		assert.match(String(await tab.page.evaluate(`(${wordsAt})(${seconds})`)), words, `${seconds} s`);
	await tab.page.emulateMedia({reducedMotion: 'reduce'});
	await tab.page.goto(address);
	assert.match(String(await tab.page.evaluate(`(${wordsAt})(0)`)), /is ready for use\./);
	assert.deepEqual(tab.outsideRequests(), []);
});
