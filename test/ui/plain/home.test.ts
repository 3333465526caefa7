import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyFile} from '../../../source/connection/file/format.js';
import {reduceHome} from '../../../source/home/machine.js';
import type {HomeState} from '../../../source/home/state.js';
import {placeOf} from '../../../source/home/state.js';
import {draftQuestion, type HomeQuestion, questionAt} from '../../../source/ui/plain/home-questions.js';
import {replyTo} from '../../../source/ui/plain/question.js';
import type {PlainTerminal} from '../../../source/ui/plain/terminal.js';
import {sampleConnection, sampleFile, sampleNow} from '../../connection/samples.js';
import {homeOf, sampleDraft} from '../../home/samples.js';

const terminal = {now: () => sampleNow, program: 'npx zconn'} as Pick<PlainTerminal, 'now' | 'program'>;

const asked = (state: HomeState): HomeQuestion => {
	const question = questionAt(state, placeOf(state), terminal as PlainTerminal);
	assert.ok(question);
	return question;
};

const after = async (state: HomeState, line: string): Promise<HomeState> => {
	const {events = []} = await replyTo(asked(state), line, 0);
	return events.reduce((now, event) => reduceHome(now, event)[0], state);
};

const draft = sampleDraft();
const withDraft = homeOf({...sampleFile(), drafts: {[draft.id]: draft}});
const list = homeOf(sampleFile());

test('nothing saved: the ways to a first connection by number, the commands as they are typed here', async () => {
	const question = asked(homeOf(emptyFile));
	const {lines, prompt} = question;
	const read = (line: string) => replyTo(question, line, 0);
	assert.deepEqual(lines, [
		'Home. No connections yet.',
		'  1. Set up a connection: about four minutes',
		'  2. Try it first with a practice Zoho: npx zconn practice',
		'  3. Bring connections from elsewhere: npx zconn import FILE',
	]);
	assert.equal(prompt, 'Number [1]; q leaves: ');
	for (const line of ['', '1'])
		assert.deepEqual((await read(line)).events, [{type: 'wanted', action: 'new'}]);
	assert.deepEqual((await read('3')).events, [{type: 'copied-command', text: 'npx zconn import FILE'}]);
	assert.deepEqual((await read('q')).events, [{type: 'left'}]);
	for (const line of ['4', 't', 'mars']) assert.match((await read(line)).says?.[0] ?? '', /^Error: /, line);
	const onlyServices = homeOf({...sampleFile(), connections: {}});
	assert.match(asked(onlyServices).prompt, /; s services, q leaves: $/);
});

test('every letter that a prompt of Home names is taken there, and what is not named does nothing to a row', async () => {
	const details = await after(list, '1');
	const services = await after(list, 's');
	const draftAt = draftQuestion(withDraft, sampleNow);
	assert.ok(draftAt);
	for (const question of [asked(list), asked(withDraft), asked(details), draftAt]) {
		const named = [...question.prompt.matchAll(/(?:^|[;,] )([a-zA-Z]) (?=[a-z])/g)];
		assert.ok(named.length > 1, question.prompt);
		for (const [, letter = ''] of named) {
			const {events = []} = await replyTo(question, letter, 0);
			assert.ok(events.length > 0, `${question.prompt}: ${letter}`);
		}
		assert.match((await replyTo(question, '%', 0)).says?.[0] ?? '', /^Error: /);
	}
	for (const letter of ['n', 'e', 'm', 'd'])
		assert.equal((await replyTo(asked(services), `1 ${letter}`, 0)).events?.length, 2, letter);
	// Which row is meant has not been said.
	for (const letter of ['t', 'd', 'r', 'v', 'e'])
		assert.match((await replyTo(asked(list), letter, 0)).says?.[0] ?? '', /^Error: /, letter);
	assert.deepEqual((await replyTo(asked(list), '1 t', 0)).events, [
		{type: 'highlighted', index: 0},
		{type: 'wanted', action: 'test'},
	]);
});

test('a connection that was opened is a sentence, what it needs first, and only letters that work for it', async () => {
	const lost = sampleConnection({
		refusal: {id: 'revoked', reason: 'The grant was revoked at Zoho', at: new Date(sampleNow).toISOString()},
	});
	const details = asked(await after(homeOf({...sampleFile(), connections: {acme: lost}}), '1'));
	assert.equal(details.lines.length, 1);
	assert.match(details.lines[0] ?? '', /^Acme: .*Everything else is kept\.$/);
	assert.match(details.prompt, /^c reconnect, .*0 reads everything, < goes back \[c\]: $/);
	assert.doesNotMatch(details.prompt, /refresh|undo|share|end replaced/);
	assert.ok(details.explains.includes('h share (shared store): no shared store here'));
	assert.deepEqual((await replyTo(details, '', 0)).events, [{type: 'wanted', action: 'reconnect'}]);
	assert.ok(details.all?.some(text => text.startsWith('  Account: ')));
});

test('the key of a list says whether it was heard, however much time has passed', async () => {
	const then = {...terminal, now: () => sampleNow + 300_000} as PlainTerminal;
	const later = questionAt(list, placeOf(list), then);
	assert.equal(asked(list).key, later?.key);
	assert.notEqual(asked(list).key, asked(withDraft).key);
	assert.notEqual(asked(list).key, asked(await after(list, '/none')).key);
});

test('a draft that is opened is asked about first', async () => {
	// It is highlighted, and nothing is opened.
	assert.deepEqual(await replyTo(asked(withDraft), '1', 0), {events: [{type: 'highlighted', index: 0}]});
	const question = draftQuestion(withDraft, sampleNow);
	assert.ok(question);
	assert.match(question.lines[0] ?? '', /^Unfinished: /);
	// Its age is no reason to read it out once more.
	assert.equal(question.key, draftQuestion(withDraft, sampleNow + 3_600_000)?.key);
	assert.equal(question.prompt, 'Enter goes on, d discards it, D discards all drafts, < goes back: ');
	assert.deepEqual((await replyTo(question, 'd', 0)).events?.at(-1), {type: 'wanted', action: 'remove'});
	assert.deepEqual((await replyTo(question, 'D', 0)).events?.at(-1), {
		type: 'wanted',
		action: 'discard-drafts',
	});
	assert.deepEqual((await replyTo(question, '', 0)).events?.at(-1), {type: 'accepted'});
});

test('a removal that is answered with Enter alone is asked again, and not given up in silence', async () => {
	const removing = await after(await after(list, '1'), 'd');
	assert.equal(placeOf(removing).at, 'remove');
	for (const line of ['', '  '])
		assert.match(
			(await replyTo(asked(removing), line, 0)).says?.[0] ?? '',
			/^Error: Type \w+, or < to go back\.$/,
		);
	assert.equal(placeOf(await after(removing, 'nope')).at, 'remove');
});

test('a row that was not read out has no number', async () => {
	const connections = Object.fromEntries(
		Array.from({length: 60}, (_none, index) => {
			const linkName = `c_${index}`;
			return [linkName, sampleConnection({linkName, name: `Connection ${index}`})];
		}),
	);
	const many = homeOf({...sampleFile(), connections});
	assert.match(asked(many).lines.at(-1) ?? '', /^ {2}and 10 more; \/ and words narrow them$/);
	assert.equal((await replyTo(asked(many), '51', 0)).events, undefined);
	assert.ok((await replyTo(asked(many), '50', 0)).events);
});
