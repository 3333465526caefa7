import assert from 'node:assert/strict';
import {test} from 'node:test';
import {consoleQuestion, fieldQuestion} from '../../../source/ui/plain/ask.js';
import {
	browserTexts,
	connectQuestion,
	deviceLines,
	stillWaiting,
	waitingTexts,
} from '../../../source/ui/plain/connect.js';
import {reviewQuestion, valuesQuestion} from '../../../source/ui/plain/group.js';
import {type Question, replyTo} from '../../../source/ui/plain/question.js';
import {newScopeTalk, scopesQuestion} from '../../../source/ui/plain/scopes.js';
import {otherServer} from '../../../source/wizard/answers.js';
import {itemsOf, type WizardState} from '../../../source/wizard/state.js';
import {fields, isField, steps} from '../../../source/wizard/steps/index.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, context, Driver, sharedFile, waiting, withService, withTarget} from '../../wizard/driver.js';
import {adopting, deviceCode, id, proof, redeemed, selfClient} from '../../wizard/flows/driver.js';

const catalogue = await loadScopeCatalogue();

const loadCalls = async () => {
	throw new Error('No call is searched for here.');
};
const scopesAt = (state: WizardState): Question =>
	scopesQuestion({catalogue, state, talk: newScopeTalk(), loadCalls});

/** What is asked at a field, as the wizard in plain lines asks it. */
const questionAt = (state: WizardState): Question => {
	const item = itemsOf(state).find(({key}) => key === state.field);
	assert.ok(item, state.field);
	if (!isField(item)) {
		if (item.key === 'review') return reviewQuestion(state, false);
		return item.key === 'useValues' ? valuesQuestion(state) : consoleQuestion(state);
	}
	if (item.kind === 'scopes') return scopesAt(state);
	return fieldQuestion(item, state);
};

/** Wizards whose questions differ: Zoho's in three ways, another server's, a service that is there, an edit. */
const kinds: Readonly<Record<string, () => Driver>> = {
	zoho: () => new Driver(answers),
	'self client': () => new Driver({...answers, clientType: 'self-client'}),
	device: () => new Driver({...answers, clientType: 'non-browser'}),
	'another server': () =>
		new Driver({...answers, dataCenter: otherServer, issuer: 'https://login.example.com'}),
	'shared store': () => new Driver(answers, context({sharedStore: {host: 'db.example.com', folder: '~/x'}})),
	service: () => new Driver(answers, withService()),
	edit: () => new Driver({connectionName: 'Other'}, withTarget()),
};

/** Fields that no wizard of these asks for: they are answered by flags, or by what is brought along. */
const others = (asked: ReadonlySet<string>) => {
	const {state} = new Driver(answers);
	return fields
		.filter(({key}) => !asked.has(key))
		.map(field => [`flags: ${field.key}`, fieldQuestion(field, state)] as const);
};

/** Every question that has a field, in every kind of wizard. */
const formQuestions = (): readonly (readonly [name: string, question: Question])[] =>
	Object.entries(kinds).flatMap(([kind, make]) => {
		const {state} = make();
		return steps.flatMap(step =>
			itemsOf({...state, step: step.id}, step.id).map(item => {
				const at: WizardState = {...state, step: step.id, field: item.key};
				return [`${kind}: ${item.key}`, questionAt(at)] as const;
			}),
		);
	});

const refused = (code: string): Driver =>
	waiting()
		.send({
			type: 'callback-arrived',
			id,
			via: 'loopback',
			text: `http://localhost:8790/callback?${new URLSearchParams({code: `1000.${'a'.repeat(32)}.${'b'.repeat(32)}`, location: 'us', 'accounts-server': 'https://accounts.zoho.com', state: 'S'.repeat(43)})}`,
			at: sampleNow,
		})
		.send({
			type: 'code-exchanged',
			id,
			reading: {kind: 'error', code, description: undefined},
			at: sampleNow,
		});

/** Every question that has none. */
const otherQuestions = (): readonly (readonly [name: string, question: Question])[] => {
	const drivers: Readonly<Record<string, Driver>> = {
		'wrong secret': refused('invalid_client_secret'),
		'wrong client': refused('invalid_client'),
		'timed out': waiting().send({type: 'time-ran-out', id}),
		code: selfClient(),
		'whose token': adopting()
			.send(redeemed({refreshToken: undefined}))
			.send({type: 'tried', id, proof}),
		'shared service': new Driver(
			{scopes: ['ZohoBooks.bills.READ']},
			withTarget('everything', sharedFile()),
		).enter(),
	};
	const asked = Object.entries(drivers).map(([name, {state}]) => {
		const question = connectQuestion(state);
		assert.ok(question, name);
		return [name, question] as const;
	});
	const misspelt = new Driver({...answers, scopes: ['ZohoBooks.contcts.READ']}).enterUntil('scopes');
	return [
		...asked,
		['spelling', scopesAt(misspelt.state)],
		['nothing chosen', scopesAt(new Driver({...answers, scopes: []}).state)],
		['known review', reviewQuestion(new Driver(answers).enterUntil('review').state, true)],
	];
};

const inForms = formQuestions();
const questions = [
	...inForms,
	...others(new Set(inForms.map(([name]) => name.split(': ')[1] ?? ''))),
	...otherQuestions(),
];
const textOf = ({lines, prompt, explains}: Question): string => [...lines, prompt, ...explains].join('\n');

/** Numbers before a choice, and words before what they do. */
const namedIn = ({lines, prompt}: Question): readonly string[] => {
	const text = [...lines, prompt].join('\n');
	const numbers = [...text.matchAll(/(?:^ {2}|; |\. )(\d+)\. /gm)].map(([, number = '']) => number);
	const zero = /\b0 (?:reads|for all)\b/.test(text) ? ['0'] : [];
	const letters = [...prompt.matchAll(/(?:^|, )([a-z]) (?=[a-z])/g)].map(([, letter = '']) => letter);
	const yesNo = /\by or n\b/.test(prompt) ? ['y', 'n'] : [];
	const enter = /\bEnter\b|\[.+\]: $/.test(prompt) ? [''] : [];
	return [...numbers, ...zero, ...letters, ...yesNo, ...enter];
};

test('every number, letter and word that a question names is taken there', async () => {
	for (const [name, question] of questions) {
		assert.match(question.prompt, /^\S.*: $/, name);
		assert.ok(
			question.explains.some(text => text !== ''),
			name,
		);
		for (const line of namedIn(question)) {
			const {says = [], events = [], prompt} = await replyTo(question, line, 0);
			assert.ok(!says.some(text => text.startsWith('Error')), `${name}: "${line}" ${says[0]}`);
			assert.ok(says.length + events.length > 0 || prompt !== undefined, `${name}: "${line}" does nothing`);
		}
	}
});

test('Enter alone does something, or is told what is wanted', async () => {
	for (const [name, question] of questions)
		for (const line of ['', '   ']) {
			const {says = [], events = []} = await replyTo(question, line, 0);
			assert.ok(says.length + events.length > 0, name);
		}
});

test('where choices are offered by number, one more than there are is refused in a few words', async () => {
	for (const [name, question] of questions) {
		const numbers = namedIn(question).map(Number).filter(Boolean);
		if (numbers.length < 2 || question.prompt.includes('words to search')) continue;
		const {says = []} = await replyTo(question, '98', 0);
		assert.match(says[0] ?? '', /^Error: Answer with /, name);
	}
});

test('no plain text names a key of the screen, or a mark that has to be seen', () => {
	const texts = [
		...questions.map(([name, question]) => [name, textOf(question)] as const),
		[
			'paste',
			[...waitingTexts(waiting().state, [], 0), ...stillWaiting(waiting().state, 0)].join('\n'),
		] as const,
		['pages', browserTexts.join('\n')] as const,
		['device', deviceLines(deviceCode).join('\n')] as const,
	];
	for (const [name, text] of texts)
		assert.doesNotMatch(text, /Space marks|Ctrl\+[A-Z]|\bTab\b|\bEsc\b|[↑↓←❯▸◉◯✖●○]|highlighted/, name);
});

test('every field is among them', () => {
	const asked = new Set(questions.map(([name]) => name.split(': ')[1]));
	assert.deepEqual(
		fields.filter(({key}) => !asked.has(key)).map(({key}) => key),
		[],
	);
});
