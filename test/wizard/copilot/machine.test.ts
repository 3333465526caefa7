import assert from 'node:assert/strict';
import {test} from 'node:test';
import {copilotRail, currentPart, currentStep, doneCount} from '../../../source/wizard/copilot/state.js';
import {noticesOf} from '../../../source/wizard/copilot/texts.js';
import {accepted, openCopilot} from './scene.js';

const times = (count: number) => Array.from({length: count}, () => accepted);

test('Enter from the first row to the last one copies every value in order, and the secret only after a question', () => {
	const scene = openCopilot();
	scene.registered();
	assert.deepEqual([currentPart(scene.state), doneCount(scene.state)], ['clicks', 3]);
	scene.send(...times(8));
	assert.equal(currentStep(scene.state).label, 'Service Name');
	scene.send(...times(5));
	assert.equal(currentStep(scene.state).label, 'Client Secret');
	scene.send(accepted);
	assert.equal(scene.state.question, 'copy');
	assert.equal(scene.effects.filter(({type}) => type === 'copy-secret').length, 0);
	scene.send(accepted);
	assert.equal(currentStep(scene.state).label, 'Authorize URL');
	assert.equal(scene.state.notice?.text, 'Copied Client Secret. The next value that you copy replaces it.');
	scene.send(...times(9));
	assert.equal(currentPart(scene.state), 'manifest');
	scene.send(accepted);
	assert.equal(doneCount(scene.state), 27);
	assert.deepEqual(
		copilotRail(scene.state).map(({mark}) => mark),
		['done', 'done', 'done', 'done', 'current'],
	);
	assert.deepEqual(
		scene.effects.flatMap(effect => (effect.type === 'copy' ? [effect.text.split('\n')[0]] : [])),
		[
			'Suite',
			'1000.SAMPLESAMPLESAMPLESAMPLESAMPLE',
			'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
			'https://accounts.zoho.com/oauth/v2/token',
			'https://accounts.zoho.com/oauth/v2/token',
			'ZohoBooks.contacts.READ,ZohoBooks.settings.READ,AaaServer.profile.READ',
			'Bennett Books',
			'"usedConnections": [',
		],
	);
	assert.doesNotMatch(JSON.stringify([scene.effects, scene.state]), /sample-(?:refresh|access)-token'/);
});

test('a redirect URL that is missing is said, is done when copied, and is looked at again', () => {
	const scene = openCopilot();
	const [us = '', dre = '', deluge = ''] = scene.urls();
	scene.send(
		{type: 'url-checked', url: us, answer: 'registered'},
		{type: 'url-checked', url: dre, answer: 'missing'},
		{type: 'url-checked', url: deluge, answer: 'unclear'},
	);
	assert.equal(currentStep(scene.state).value, dre);
	assert.deepEqual(
		noticesOf(scene.state).map(({text}) => text),
		['1 of 3 is missing.'],
	);
	scene.send(accepted, accepted);
	assert.deepEqual([doneCount(scene.state), currentPart(scene.state)], [3, 'clicks']);
	scene.send({type: 'went-back'}, {type: 'checked-again'});
	assert.deepEqual(scene.effects.at(-1), {type: 'check-redirects', urls: [us, dre, deluge]});
	scene.send({type: 'url-checked', url: dre, answer: 'missing'});
	assert.equal(scene.state.marks[`redirect:${dre}`], undefined);
	scene.send({type: 'url-checked', url: 'https://elsewhere.example', answer: 'missing'});
	assert.equal(Object.hasOwn(scene.state.checks, 'https://elsewhere.example'), false);
});

test('an answer that comes late moves no row under the fingers of a person who has begun', () => {
	const scene = openCopilot();
	scene.send({type: 'moved', to: 1});
	scene.registered();
	assert.equal(scene.state.at, 1);
});

test('marks are kept with the connection, and a field that was changed since is to be done again', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send(...times(10));
	const saved = scene.effects.findLast(effect => effect.type === 'save-progress');
	assert.ok(saved);
	const sigma = {
		done: [...saved.done],
		of: saved.of,
		extension: saved.extension,
		at: '2026-11-24T12:00:00.000Z',
	};
	const again = openCopilot({connection: {sigma}});
	again.registered();
	assert.deepEqual([currentStep(again.state).label, doneCount(again.state)], ['Parameter Type', 13]);
	const edited = openCopilot({connection: {sigma}, service: {updatedAt: '2026-11-25T00:00:00.000Z'}});
	edited.registered();
	assert.deepEqual([currentStep(edited.state).label, doneCount(edited.state)], ['Service Name', 11]);
});

test('only what was taken is called copied; where nothing can copy, Enter goes on without', () => {
	const sent = openCopilot({how: 'terminal'});
	sent.registered();
	sent.send(...times(9));
	assert.equal(sent.state.marks['field:serviceName'], 'sent');
	assert.match(sent.state.notice?.text ?? '', /^Sent Service Name to your terminal's clipboard\./);
	const failed = openCopilot({how: 'failed'});
	failed.registered();
	failed.send(...times(9));
	assert.equal(currentStep(failed.state).label, 'Service Name');
	assert.equal(failed.state.marks['field:serviceName'], undefined);
	assert.match(failed.state.notice?.text ?? '', /^Nothing here can copy/);
	failed.send(accepted);
	assert.equal(currentStep(failed.state).label, 'Authentication Type');
});

test('a secret that was shown is masked as soon as its row is left; skipping copies nothing', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'moved', to: 16}, accepted, {type: 'answered', answer: 'show'});
	assert.deepEqual(scene.effects.at(-1), {type: 'open-secret'});
	scene.send({type: 'secret-opened', secret: 'open-secret'});
	assert.equal(scene.state.shownSecret, 'open-secret');
	assert.doesNotMatch(JSON.stringify(scene.effects), /open-secret"[,}].*secret-opened/);
	scene.send({type: 'moved', to: 15});
	assert.equal(scene.state.shownSecret, undefined);
	scene.send({type: 'secret-opened', secret: 'late'});
	assert.equal(scene.state.shownSecret, undefined);
	scene.send({type: 'moved', to: 16}, accepted, {type: 'answered', answer: 'skip'});
	assert.equal(currentStep(scene.state).label, 'Authorize URL');
	assert.equal(scene.effects.filter(({type}) => type === 'copy-secret').length, 0);
});

test('Space marks and unmarks, Tab skips a row and marks all clicks, Esc goes back part by part and out', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'marked'});
	assert.equal(doneCount(scene.state), 4);
	scene.send({type: 'marked'});
	assert.equal(doneCount(scene.state), 3);
	scene.send({type: 'skipped'});
	assert.deepEqual([currentPart(scene.state), doneCount(scene.state)], ['values', 11]);
	scene.send({type: 'skipped'});
	assert.deepEqual([currentStep(scene.state).label, doneCount(scene.state)], ['Authentication Type', 11]);
	scene.send({type: 'went-back'});
	assert.equal(currentPart(scene.state), 'clicks');
	scene.send({type: 'went-back'});
	assert.equal(currentPart(scene.state), 'redirects');
	scene.send({type: 'went-back'});
	assert.deepEqual(scene.effects.at(-1), {type: 'leave'});
});

test('another product of the extension changes the clicks and the manifest, and what o opens', () => {
	const scene = openCopilot({extension: 'desk'});
	scene.registered();
	assert.match(currentStep(scene.state).label, /Log in to Zoho Sigma/);
	scene.send({type: 'opened'});
	assert.deepEqual(scene.effects.at(-1), {type: 'open-page', url: 'https://sigma.zoho.com'});
	scene.send({type: 'named-extension', id: 'crm'});
	assert.match(currentStep(scene.state).label, /Log in to Zoho CRM/);
	scene.send({type: 'opened'});
	assert.match(scene.state.notice?.text ?? '', /Open Zoho CRM/);
	const last = scene.state.sheet.steps.length - 1;
	scene.send({type: 'moved', to: last}, {type: 'named-extension', id: 'desk'});
	assert.equal(currentPart(scene.state), 'manifest');
	scene.send(accepted);
	assert.match(JSON.stringify(scene.effects.at(-2)), /connectors/);
	scene.send({type: 'moved', to: 0}, {type: 'opened'});
	assert.deepEqual(scene.effects.at(-1), {type: 'open-page', url: 'https://api-console.zoho.com'});
});

test('where a manifest names no connections the last step is done with Enter', () => {
	const scene = openCopilot({extension: 'crm', connection: {scopesGranted: ['ZohoBooks.contacts.CREATE']}});
	scene.send({type: 'moved', to: 99}, accepted);
	assert.deepEqual(scene.effects.at(-1), {type: 'leave'});
	assert.equal(scene.state.marks.manifest, 'done');
});

test('with a Sigma on this machine every part says so, and the addresses are its own', () => {
	const here = {
		id: 'us',
		name: 'United States',
		accounts: 'http://localhost:9500',
		api: 'http://localhost:9510',
		console: 'http://localhost:9520',
		sigma: 'http://localhost:9520/sigma',
	};
	const scene = openCopilot({
		dataCenters: [here],
		service: {enabledDataCenters: ['us']},
		connection: {apiDomain: here.api},
	});
	assert.deepEqual(scene.urls(), ['http://localhost:9520/sigma/delugeauth/callback']);
	const sentence =
		'Practice: these addresses are on this machine, so Sigma cannot reach them. The steps are the real ones, and the practice Sigma takes them.';
	assert.equal(noticesOf(scene.state)[0]?.text, sentence);
	scene.registered();
	assert.equal(noticesOf(scene.state)[0]?.text, sentence);
	scene.send({type: 'opened'});
	assert.deepEqual(scene.effects.at(-1), {type: 'open-page', url: 'http://localhost:9520/sigma'});
	// The call reaches what is there: a practice Zoho has no certificate.
	for (const id of ['books', 'desk', 'crm', 'mail']) {
		scene.send({type: 'named-extension', id});
		assert.match(scene.state.sheet.request ?? '', /["'`]http:\/\/[a-z.]*localhost:/, id);
	}
});

test('a client of another server begins with the clicks', () => {
	const scene = openCopilot({
		service: {dataCenter: null, enabledDataCenters: [], authorizeUrl: 'https://auth.example.com/authorize'},
		connection: {dataCenter: null},
	});
	assert.equal(currentPart(scene.state), 'clicks');
	assert.equal(copilotRail(scene.state).length, 4);
});
