import assert from 'node:assert/strict';
import type {Page} from 'playwright-core';
import * as z from 'zod/mini';

/** Runs in the page: everything that would keep a person from reading or using it (WCAG 2.2 AA), in words. */
const look = `(() => {
	const parse = color => {
		const [r, g, b, a = 1] = (color.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
		return {r, g, b, a};
	};
	const groundOf = element => {
		for (let at = element; at; at = at.parentElement) {
			const color = parse(getComputedStyle(at).backgroundColor);
			if (color.a === 1) return color;
		}
		return matchMedia('(prefers-color-scheme: dark)').matches ? {r: 18, g: 18, b: 18} : {r: 255, g: 255, b: 255};
	};
	const light = ({r, g, b}) => [r, g, b]
		.map(value => value / 255)
		.map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
		.reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
	const contrast = (one, other) => {
		const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
		return (high + 0.05) / (low + 0.05);
	};
	const isSeen = element => element.checkVisibility() && element.getBoundingClientRect().width > 1;
	const problems = [];
	let texts = 0;
	for (const element of document.body.querySelectorAll('*')) {
		const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('');
		if (text === '' || !isSeen(element) || element.matches('script, style, noscript')) continue;
		texts += 1;
		const style = getComputedStyle(element);
		const ratio = contrast(parse(style.color), groundOf(element));
		const size = parseFloat(style.fontSize);
		const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
		if (ratio < (isLarge ? 3 : 4.5)) problems.push('contrast ' + ratio.toFixed(2) + ': ' + text.slice(0, 40));
	}
	for (const field of document.querySelectorAll('input:not([type=hidden]), button, a')) {
		if (!isSeen(field)) continue;
		const name = field.textContent.trim() || field.getAttribute('aria-label') || field.labels?.[0]?.textContent.trim();
		if (!name) problems.push('no name: ' + field.outerHTML.slice(0, 80));
		if (field.matches('input:not([role=switch]), button.main') && !field.disabled) {
			const {borderTopColor, backgroundColor} = getComputedStyle(field);
			const edge = field.matches('[type=checkbox], [type=radio]') ? undefined : contrast(parse(borderTopColor), groundOf(field.parentElement));
			if (edge !== undefined && edge < 3) problems.push('edge ' + edge.toFixed(2) + ': ' + name + backgroundColor);
		}
		const {height} = field.getBoundingClientRect();
		if (field.matches('button') && height < 24) problems.push('small: ' + name);
	}
	if (document.documentElement.scrollWidth > innerWidth) problems.push('wider than the window');
	if (document.querySelectorAll('h1').length !== 1) problems.push('not one h1');
	if (document.querySelectorAll('main').length !== 1) problems.push('not one main');
	if (document.documentElement.lang === '') problems.push('no language');
	if (document.title.trim() === '') problems.push('no title');
	const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
	for (const id of new Set(ids)) if (ids.filter(other => other === id).length > 1) problems.push('id twice: ' + id);
	for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
		for (const element of document.querySelectorAll('[' + attribute + ']'))
			for (const id of element.getAttribute(attribute).split(' '))
				if (!ids.includes(id)) problems.push(attribute + ' leads nowhere: ' + id);
	return {texts, problems};
})()`;

const lookSchema = z.object({texts: z.number(), problems: z.array(z.string())});

/**
 * Fails with everything on the page that falls short of WCAG 2.2 AA in contrast, names, structure or width: light and dark, on a
 * phone and on a desk.
 */
export const assertReadable = async (page: Page, what: string): Promise<void> => {
	for (const width of [390, 1280]) {
		await page.setViewportSize({width, height: 800});
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({colorScheme});
			const {texts, problems} = lookSchema.parse(await page.evaluate(look));
			assert.ok(texts > 2, `${what} says nothing`);
			assert.deepEqual(problems, [], `${what}, ${colorScheme}, ${width} wide`);
		}
	}
};

/** Runs in the page: what has the focus, and whether one can see that. */
const focused = `(() => {
	const element = document.activeElement;
	if (!element || element === document.body) return {name: '', isVisible: true};
	const {outlineStyle, outlineWidth} = getComputedStyle(element);
	const box = element.getBoundingClientRect();
	return {
		name: (element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || '').trim().replace(/\\s+/g, ' '),
		isVisible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.width > 1 && box.right > 0,
	};
})()`;

const focusedSchema = z.object({name: z.string(), isVisible: z.boolean()});

/** Everything that Tab reaches, in order, until it leaves the page; fails where the focus cannot be seen. */
export const tabThrough = async (page: Page): Promise<readonly string[]> => {
	const names: string[] = [];
	for (let press = 0; press < 60; press++) {
		await page.keyboard.press('Tab');
		const {name, isVisible} = focusedSchema.parse(await page.evaluate(focused));
		if (name === '') return names;
		assert.ok(isVisible, `the focus on "${name}" cannot be seen`);
		names.push(name);
	}
	throw new Error(`Tab never left the page: ${names.join(', ')}`);
};
