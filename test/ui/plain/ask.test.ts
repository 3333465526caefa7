import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {consoleQuestion, fieldQuestion} from '../../../source/ui/plain/ask.js';
import {type Reply, replyTo} from '../../../source/ui/plain/question.js';
import {answersOf} from '../../../source/wizard/state.js';
import {fieldOf, fields} from '../../../source/wizard/steps/index.js';
import {answers, Driver} from '../../wizard/driver.js';
import {budget, wordsIn} from './walk.js';

const {state} = new Driver(answers);
const question = (key: Parameters<typeof fieldOf>[0]) => fieldQuestion(fieldOf(key), state);
const read = async (key: Parameters<typeof fieldOf>[0], line: string): Promise<Reply> =>
	replyTo(question(key), line, 0);
const valueIn = (reply: Reply) => reply.events?.find(event => event.type === 'typed')?.value;

test('a choice is answered by number, name or domain, or the beginning of one', async () => {
	for (const line of ['2', 'eu', 'EU', ' Europe ', 'zoho.eu', 'euro'])
		assert.equal(valueIn(await read('dataCenter', line)), 'eu', line);
	for (const [line, near] of [
		...(['99', 'mars', '1.5', '1 2 x', '1 2'] as const).map(text => [text, ''] as const),
		['Eurpe', 'Did you mean 2, Europe? '],
		['united', 'Did you mean 1, United States? '],
		['kanada', 'Did you mean 7, Canada? '],
	] as const)
		assert.deepEqual(
			await read('dataCenter', line),
			{says: [`Error: ${near}Answer with a number from 1 to 12.`]},
			line,
		);
	assert.equal((await read('dataCenter', '0')).says?.length, 12);
	assert.equal(valueIn(await read('scopeDelimiter', 'Space')), 'space');
});

test('several are answered by numbers, ranges and names; one wrong word spoils all', async () => {
	assert.deepEqual(valueIn(await read('enabledDataCenters', '1-2 4')), ['us', 'eu', 'au']);
	assert.deepEqual(valueIn(await read('enabledDataCenters', 'United Kingdom, eu')), ['uk', 'eu']);
	assert.equal((valueIn(await read('enabledDataCenters', 'All')) as readonly string[]).length, 11);
	assert.match((await read('enabledDataCenters', '1,mars')).says?.[0] ?? '', /^Error: Answer with numbers/);
	assert.deepEqual((await read('enabledDataCenters', '1, Eurpe')).says, [
		'Error: Did you mean 2, Europe? Answer with numbers.',
	]);
});

test('whatever is wrong with an answer is said in fifteen words', async () => {
	const odd = [
		'x',
		'99',
		'not one',
		'http://a.b',
		'https://u:p@h/',
		'x'.repeat(5000),
		'日本',
		'\u202Eabc',
		'~',
		'../x',
		'1000.X',
	];
	for (const {key} of fields)
		for (const line of odd)
			for (const text of (await read(key, line)).says ?? [])
				assert.ok(wordsIn(text) <= budget.wrongAnswer, `${key}: ${text}`);
});

test('yes and no in any case; all else is asked again', async () => {
	for (const line of ['y', 'YES', ' Yes ']) assert.equal(valueIn(await read('sameCredentials', line)), true);
	for (const line of ['n', 'No']) assert.equal(valueIn(await read('sameCredentials', line)), false);
	assert.deepEqual(await read('sameCredentials', 'maybe'), {says: ['Error: Answer y or n.']});
});

test('Enter alone takes what stands there; a text is taken as it is, unless it is wrong', async () => {
	for (const {key, suggested} of fields) {
		const taken = suggested?.(answersOf(state), state.context);
		const typed = taken === undefined ? [] : [{type: 'typed', key, value: taken}];
		assert.deepEqual(await read(key, '  '), {events: [...typed, {type: 'accepted', at: 0}]}, key);
	}
	await fc.assert(
		fc.asyncProperty(fc.string(), async line => {
			fc.pre(!['', '?'].includes(line.trim()));
			const reply = await read('clientSecret', line);
			const {accept} = fieldOf('clientSecret');
			if (accept(line, answersOf(state), state.context).ok) assert.equal(valueIn(reply), line);
			else assert.match(reply.says?.[0] ?? '', /^Error: /);
		}),
	);
});

test('what is odd is said before it is used', async () => {
	const reply = await read('clientId', 'hello world');
	assert.match(reply.says?.[0] ?? '', /^Warning: /);
	assert.equal(reply.prompt, 'Enter uses it anyway, or paste another one: ');
	assert.ok(!reply.events?.some(({type}) => type === 'accepted'));
});

test('a question says where to look, numbers its choices and what Enter takes; nothing of a secret', () => {
	const {lines, prompt} = question('dataCenter');
	assert.deepEqual(lines.slice(0, 2), [
		'Data center. Your domain when signed in to Zoho.',
		'  1. United States, zoho.com',
	]);
	assert.equal(lines.at(-1), '  0 reads 7 more, or type a name');
	assert.equal(prompt, 'Number [1]: ');
	const secret = question('clientSecret');
	assert.ok(secret.isHidden);
	const all = [...secret.lines, secret.prompt, ...secret.explains].join('\n');
	assert.ok(!all.includes(answers.clientSecret ?? 'none'));
});

test('every prompt ends with a colon and says what it takes; no text names a key of the screen', () => {
	for (const field of fields.filter(({kind}) => kind !== 'scopes')) {
		const {lines, prompt, explains} = fieldQuestion(field, state);
		assert.match(prompt, /^\S.*: $/, field.key);
		const all = [...lines, prompt, ...explains].join('\n');
		assert.doesNotMatch(all, /Space marks|Ctrl\+R|Tab|Esc|[↑↓❯▸◉◯]/, field.key);
		assert.ok(explains.length > 0, field.key);
	}
});

test('each value of the console form stands alone on its line', async () => {
	const driver = new Driver(answers).enterUntil('consoleForm');
	const form = consoleQuestion(driver.state);
	assert.ok(form.lines.includes('http://localhost:8790/callback'));
	assert.match(form.lines[0] ?? '', /^Open https:\/\/api-console\.zoho\.com, click Add Client, then Server/);
	assert.deepEqual(await replyTo(form, 'o', 0), {events: [{type: 'opened-console'}]});
	assert.deepEqual(await replyTo(form, 'x', 0), {says: ['Error: Answer with Enter, o or s.']});
});
