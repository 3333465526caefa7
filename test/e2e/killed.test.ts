import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {lockName} from '../../source/io/file/folder.js';
import {waitForFolder} from '../helpers/folder.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {accept, connect, openRegistered, type RegisteredScene} from './connect-scene.js';
import {
	acceptClientType,
	focusOf,
	openReviewLine,
	type RegisteredClient,
	readySentence,
	useTheseValues,
} from './scene.js';

/** A key and not a passphrase, which takes half a second at each start. */
const withKey = {ZCONN_KEY_FILE: join(temporaryDirectory(), 'key')};

const textOf = ({folder}: RegisteredScene): string => readFileSync(join(folder, 'connections.json'), 'utf8');
const fileOf = (scene: RegisteredScene) => JSON.parse(textOf(scene));

type Draft = {
	readonly field: string;
	readonly answers: Readonly<Record<string, unknown>>;
	readonly clientSecret: unknown;
};
const draftsOf = (scene: RegisteredScene): readonly Draft[] =>
	existsSync(join(scene.folder, 'connections.json')) ? Object.values(fileOf(scene).drafts) : [];

/** Nothing on the screen tells when the file has been written. Killed with the lock, the next run would wait for it: that is another test. */
const untilSaved = (scene: RegisteredScene, isSaved: (draft: Draft) => boolean): Promise<void> =>
	waitForFolder(
		scene.folder,
		() => !existsSync(join(scene.folder, lockName)) && draftsOf(scene).some(isSaved),
		'The answer was never saved.',
	);

const kill = async (terminal: TestTerminal): Promise<void> => {
	terminal.kill('SIGKILL');
	await terminal.waitForExit();
};

/** A question, what is answered there, and the key of the question that follows. */
type Stop = {
	readonly at: string;
	readonly answer?: (terminal: TestTerminal) => void;
	readonly next: string;
	/** Whether a draft has the answer, where the question that follows does not tell. */
	readonly isIn?: (answers: Draft['answers']) => boolean;
	/** What goes on; Enter where left out. */
	readonly key?: 'tab';
};

const stopsOf = ({id, secret}: RegisteredClient): readonly Stop[] => [
	{at: '❯ API Console form', answer: terminal => terminal.type('s'), next: 'sameCredentials', key: 'tab'},
	{at: '❯ Use the same OAuth credentials', next: 'enabledDataCenters'},
	{at: '❯ Data centers to enable', next: 'clientId'},
	{at: '❯ Client ID', answer: terminal => terminal.paste(id), next: 'clientSecret'},
	{at: '❯ Client Secret', answer: terminal => terminal.paste(secret), next: 'useValues'},
	{
		at: '❯ Service Name',
		answer: terminal => terminal.type('Finance'),
		next: 'useValues',
		isIn: ({serviceName}) => serviceName === 'Finance',
	},
	{at: '❯ Parameter Type', answer: terminal => terminal.press('down', 'up'), next: 'useValues'},
	{
		at: '❯ Authorize URL',
		answer: terminal => terminal.type('&prompt=login'),
		next: 'useValues',
		isIn: ({authorizeUrl}) => String(authorizeUrl).endsWith('&prompt=login'),
	},
	{at: useTheseValues, next: 'scopes'},
	{
		at: '❯ Scope ',
		answer: terminal => terminal.paste('AaaServer.profile.READ, ZohoBooks.settings.READ'),
		next: 'scopeDelimiter',
	},
	{at: '❯ Scope Delimiter', next: 'connectionName'},
	{at: '❯ Connection Name', answer: terminal => terminal.type('Books'), next: 'review'},
];

/** Goes from the button of the Service step to one of its fields, where that is wanted. */
const tabTo = async (terminal: TestTerminal, at: string): Promise<void> => {
	for (let count = 0; count < 8; count++) {
		const screen = await terminal.waitFor(now => focusOf(now) !== undefined);
		if (screen.includes(at)) return;
		terminal.press('tab');
		await terminal.waitFor(now => ![undefined, focusOf(screen)].includes(focusOf(now)));
	}
};

test('killed after every answer: each run goes on at the next question, and all that was typed is there, sealed or not', async () => {
	await using scene = await openRegistered();
	const open = (env = {}) => scene.wizard({args: ['new'], rows: 40, columns: 120, env});
	const stops = stopsOf(scene.client);
	for (const [index, {at, answer, next, key, isIn = () => true}] of stops.entries()) {
		await using terminal = open();
		if (index === 0) {
			await terminal.waitFor('❯ Data center');
			terminal.press('enter');
			await acceptClientType(terminal);
		} else if (index > 1) await terminal.waitFor(/Continuing where you left off|^! /m);
		await tabTo(terminal, at);
		await terminal.waitFor(() => terminal.modes().bracketedPaste);
		answer?.(terminal);
		if (at === '❯ Scope ') await terminal.waitFor('2 chosen');
		terminal.press(key ?? 'enter');
		await untilSaved(scene, draft => draft.field === next && isIn(draft.answers));
		await kill(terminal);
		assert.equal(draftsOf(scene).length, 1);
	}
	assert.equal((await scene.run(['secrets', 'key'], {env: withKey})).code, 0);
	assertNoSecrets({file: textOf(scene)}, [scene.client.secret, anotherSecret]);
	const [draft] = draftsOf(scene);
	assert.match(JSON.stringify(draft?.clientSecret), /sealed/);
	assert.equal(draft?.answers.includeSigmaUrls, true);
	assert.match(String(draft?.answers.authorizeUrl), /&prompt=login$/);
	await using terminal = open(withKey);
	const review = await terminal.waitFor('❯  Create and Connect');
	for (const shown of [
		scene.client.id,
		'Finance',
		'AaaServer.profile.READ, ZohoBooks.settings.READ',
		'Books',
	]) {
		assert.ok(review.includes(shown), `${shown} is not in the review:\n${review}`);
	}
	terminal.press('enter');
	// Killed while the browser is awaited: the consent can be asked for again.
	await scene.opened.waitForOpenedUrl(1);
	await kill(terminal);
	await using last = open(withKey);
	await last.waitFor('❯  Create and Connect');
	last.press('enter');
	await accept(await scene.opened.waitForOpenedUrl(2));
	await last.waitFor(readySentence);
	assert.deepEqual(fileOf(scene).drafts, {});
	assert.doesNotMatch(textOf(scene), /"plain":/);
	assertNoSecrets({file: textOf(scene)}, [scene.client.secret, anotherSecret]);
});

/** A line of the review, and what becomes of it. */
type Change = {
	readonly label: string;
	readonly key: string;
	readonly act: (terminal: TestTerminal) => void;
	readonly shows: string | RegExp;
};

/** Not the client's: the same secret again would be no change. */
const anotherSecret = 'f'.repeat(42);

const changes: readonly Change[] = [
	{
		label: 'Client Secret',
		key: 'clientSecret',
		act: terminal => terminal.paste(anotherSecret),
		shows: /Client Secret.*\n.*needs a new grant/,
	},
	{
		label: 'Service Name',
		key: 'serviceName',
		act: terminal => terminal.type('Suite'),
		shows: /Finance → Suite\n.*costs nothing/,
	},
	{
		label: 'Parameter Type',
		key: 'parameterType',
		act: terminal => terminal.press('down'),
		shows: /Header → Query String\n.*costs nothing/,
	},
	{
		label: 'Scope Delimiter',
		key: 'scopeDelimiter',
		act: terminal => terminal.press('down'),
		shows: /Comma → Space\n.*costs nothing/,
	},
	{
		label: 'Connection Name',
		key: 'connectionName',
		act: terminal => terminal.type('Ledger'),
		shows: /Books → Ledger\n.*costs nothing/,
	},
];

test('an edit killed after every answer: each change is there the next time, and what is saved is as it was', async () => {
	await using scene = await openRegistered();
	await connect(scene, {serviceName: 'Finance', connectionName: 'Books'});
	assert.equal((await scene.run(['secrets', 'key'], {env: withKey})).code, 0);
	const {services, connections} = fileOf(scene);
	const open = () => scene.wizard({args: ['edit', 'books'], rows: 48, columns: 120, env: withKey});
	const shown: (string | RegExp)[] = [];
	for (const {label, key, act, shows} of changes) {
		await using terminal = open();
		await terminal.waitFor(/❯ {2}(Close|Save)/);
		for (const one of shown) await terminal.waitFor(one);
		await openReviewLine(terminal, label);
		act(terminal);
		terminal.press('enter');
		await terminal.waitFor(shows);
		await untilSaved(scene, draft =>
			key === 'clientSecret' ? draft.clientSecret !== null : draft.answers[key] !== undefined,
		);
		await kill(terminal);
		shown.push(shows);
		assert.deepEqual([fileOf(scene).services, fileOf(scene).connections], [services, connections]);
	}
	assertNoSecrets({file: textOf(scene)}, [scene.client.secret, anotherSecret]);
	await using terminal = open();
	await terminal.waitFor('❯  Save and Connect');
	for (const one of shown) await terminal.waitFor(one);
	// The secret that is saved takes that change back, and the consent with it.
	await openReviewLine(terminal, 'Client Secret');
	terminal.paste(scene.client.secret);
	terminal.press('enter');
	await terminal.waitFor(/^❯ {2}Save *$/m);
	terminal.press('enter');
	await terminal.waitFor('Saved.');
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	const now = fileOf(scene);
	assert.deepEqual([now.services.finance.name, now.services.finance.parameterType], ['Suite', 'query']);
	assert.equal(now.connections.books.name, 'Ledger');
	assert.deepEqual(now.drafts, {});
});
