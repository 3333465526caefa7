import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {openTerminal} from '../../helpers/terminal.js';

/** Asks on its terminal, and tells what it did in which order. */
const asking = `
import {askLine} from './source/kit/ask/confirm.ts';
const did = [];
const watch = (target, name, word) => {
	const before = target[name].bind(target);
	target[name] = (...all) => {
		did.push(word(all[0]));
		return before(...all);
	};
};
watch(process.stdin, 'setRawMode', isRaw => isRaw ? 'raw' : 'cooked');
watch(process.stderr, 'write', text => text === 'Sure?\\n' ? 'asked' : 'echo');
const line = await askLine({options: {}, streams: process}, 'Sure?');
console.log('answer', line, did.filter(word => word !== 'echo').join());
`;

test('a question comes when the terminal gives keys, so that a Ctrl+C at once is no signal', async () => {
	const cwd = fileURLToPath(new URL('../../..', import.meta.url));
	const ask = () => openTerminal({cwd, args: ['--import', 'tsx', '--input-type=module', '--eval', asking]});
	await using answered = ask();
	await answered.waitFor('Sure?');
	answered.type(' yes \r');
	await answered.waitFor('answer yes raw,asked,cooked');
	await using left = ask();
	await left.waitFor('Sure?');
	left.press('ctrl-c');
	await left.waitFor('answer undefined raw,asked,cooked');
});
