import assert from 'node:assert/strict';
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
