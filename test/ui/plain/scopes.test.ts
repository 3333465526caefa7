import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Reply, replyTo} from '../../../source/ui/plain/question.js';
import {newScopeTalk, scopesQuestion} from '../../../source/ui/plain/scopes.js';
import {callsMeant} from '../../../source/zoho/operations/calls-meant.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {answers, Driver} from '../../wizard/driver.js';

const catalogue = await loadScopeCatalogue();

/** A person at the question for scopes. */
const conversation = (scopes: readonly string[] = []) => {
	const driver = new Driver({...answers, scopes}).enterUntil('scopes');
	const talk = newScopeTalk();
	const question = () =>
		scopesQuestion({catalogue, state: driver.state, talk, loadCalls: async () => callsMeant});
	return {
		question,
		chosen: () => driver.state.given.scopes ?? [],
		say: async (line: string): Promise<Reply> => {
			const reply = await replyTo(question(), line, 0);
			for (const event of reply.events ?? []) driver.send(event);
			return reply;
		},
	};
};

test('tasks by number, words that search, numbers that choose, a list that is pasted', async () => {
	const {question, say, chosen} = conversation();
	assert.equal(question().prompt, 'Words to search, a list of scopes, or 0 for 7 tasks: ');
	assert.equal((await say('0')).says?.[0], '  1. Who am I (1 scope)');
	assert.deepEqual((await say('1')).says?.[0], '✔ Chosen: AaaServer.profile.READ; read only.');
	assert.equal(question().prompt, 'More, or Enter to go on: ');
	const found = await say('send mail');
	assert.match(found.says?.[0] ?? '', /^\d+ found\.$/);
	assert.equal(found.says?.[1], '  1. Send mail: ZohoMail.messages.CREATE, ZohoMail.accounts.READ');
	await say('1');
	await say('ZohoBooks.contacts.READ, ZohoBooks.bills.READ');
	assert.deepEqual(chosen(), [
		...['AaaServer.profile.READ', 'ZohoMail.messages.CREATE', 'ZohoMail.accounts.READ'],
		...['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ'],
	]);
	await say('-2');
	await say('-books');
	assert.deepEqual(chosen(), ['AaaServer.profile.READ', 'ZohoMail.accounts.READ']);
	assert.deepEqual((await say('')).events, [{type: 'accepted', at: 0}]);
});

test('a number stands for what was read out, and for nothing else', async () => {
	const {say, chosen} = conversation();
	const {says = []} = await say('books');
	assert.match(says.at(-1) ?? '', /^ {2}and \d+ more; another word narrows them$/);
	const read = says.filter(text => /^ {2}\d+\. /.test(text)).length;
	assert.deepEqual((await say(`${read + 1}`)).says, [`Error: Answer with a number from 1 to ${read}.`]);
	assert.deepEqual(chosen(), []);
	await say(`${read}`);
	assert.equal(chosen().length, 1);
});

test('a misspelt scope is asked about, with the nearest first; each of the three ways', async () => {
	for (const [answer, scopes] of [
		['', ['ZohoBooks.settings.READ']],
		['2', ['ZohoBooks.setting.READ']],
		['3', []],
	] as const) {
		const {question, say, chosen} = conversation();
		const given = await say('ZohoBooks.setting.READ');
		assert.ok(!given.says?.some(text => text.startsWith('Warning')), 'said once, in the question');
		assert.equal(question().lines[1], '  1. ZohoBooks.settings.READ (nearest)');
		assert.deepEqual((await say('7')).says, ['Error: Answer with a number from 1 to 3.']);
		await say(answer);
		assert.deepEqual(chosen(), scopes);
		assert.notEqual(question().key, 'spelling ZohoBooks.setting.READ');
	}
});

test('a call finds its scopes, a word that matches nothing says so, and nothing is left out in silence', async () => {
	const {say, chosen} = conversation();
	const call = await say('POST /books/v3/invoices');
	assert.match(call.says?.[0] ?? '', /^ {2}1\. ZohoBooks\.invoices\.CREATE: /);
	await say('1');
	assert.deepEqual(chosen(), ['ZohoBooks.invoices.CREATE']);
	assert.match((await say('qwertyuiop')).says?.[0] ?? '', /^Error: Nothing matches "qwertyuiop"\./);
	const mixed = await say('ZohoBooks.bills.READ - and ZohoBooks.contacts.READ');
	assert.equal(mixed.says?.[0], 'Left out, because no scope looks like that: and.');
	assert.deepEqual(chosen().slice(1), ['ZohoBooks.bills.READ', 'ZohoBooks.contacts.READ']);
	assert.match((await say('campaign subscribers xqzwv')).says?.[0] ?? '', /without "xqzwv"\.$/);
	assert.deepEqual((await conversation(['Desk.tickets.READ']).say('5')).says, [
		'Error: No numbers were read out. Type words to search.',
	]);
});
