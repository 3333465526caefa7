import assert from 'node:assert/strict';
import {test} from 'node:test';
import {itemsOf, resolveAnswers} from '../../source/wizard/state.js';
import {fieldOf} from '../../source/wizard/steps/index.js';
import {sampleService} from '../connection/samples.js';
import {context, Driver, withTarget} from './driver.js';

const sharedStore = {host: 'db.example.com', folder: '~/.config/zoho-connections'};
const asked = ({state}: Driver): readonly string[] => itemsOf(state, 'connection').map(({key}) => key);

test('where a connection is kept is asked where a shared store is known, of something new', () => {
	assert.deepEqual(asked(new Driver()), ['connectionName', 'linkName', 'review']);
	assert.deepEqual(asked(new Driver({}, context({sharedStore}))), [
		'connectionName',
		'linkName',
		'keptIn',
		'review',
	]);
	assert.deepEqual(asked(new Driver({}, {...withTarget(), sharedStore})), ['connectionName', 'review']);
});

test('on this machine unless the shared store is chosen; without one it cannot be', () => {
	const known = context({sharedStore});
	const field = fieldOf('keptIn');
	assert.equal(resolveAnswers({}, known).keptIn, 'here');
	assert.equal(resolveAnswers({keptIn: 'shared'}, known).keptIn, 'shared');
	assert.deepEqual(
		field.options(resolveAnswers({}, known), known).map(({label, hint}) => `${label}: ${hint}`),
		[
			'On this machine: only you can use it; ~/.config/zoho-connections',
			"In the shared store: every machine with the store's key; db.example.com",
		],
	);
	assert.equal(field.accept('shared', resolveAnswers({}, context()), context()).ok, false);
	assert.equal(field.display('shared', resolveAnswers({}, known), known), 'In the shared store');
});

test('an edit changes nothing about it, whatever store is known', () => {
	const about = {...withTarget(), services: [sampleService()], sharedStore};
	const driver = new Driver({}, about);
	assert.equal(resolveAnswers(driver.state.given, about).keptIn, 'here');
});
