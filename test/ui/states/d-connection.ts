import type {AnswerKey} from '../../../source/wizard/answers.js';
import {ok} from '../../../source/zoho/refusal.js';
import {answers, context, Driver, sharedFile, withTarget} from '../../wizard/driver.js';
import {Screen} from '../samples.js';
import {at} from './a-client.js';
import {catalogue, several} from './c-scopes.js';
import {wizard} from './shown.js';

const sharedStore = {host: 'db.example.com', folder: '~/.config/zoho-connections'};

const whole = {
	...answers,
	scopes: several,
	enabledDataCenters: ['us', 'eu'],
	connectionName: 'Bennett Books',
};

/** With a shared store, everything before it answered. */
const reaching = (key: AnswerKey | 'review', given = {}): Screen =>
	Object.assign(
		new Screen(
			new Driver({...whole, ...given}, context({sharedStore}))
				.enterUntil(key)
				.send({type: 'draft-saved', result: ok(true)}),
		),
		{catalogue},
	);

/** A name that is typed in place of the one that stands there. */
const named = (name: string, given = {}): Screen =>
	reaching('connectionName', given).press('ctrl-u').type(name);

const edited = {
	connectionName: 'Coffee',
	scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'],
};

/** D. Connection Name, Review. */
export const states = {
	D1: wizard(() => named('Books of Acme')),
	'D1, the link name': wizard(() => at('linkName')),
	'D2 not Latin': wizard(() => named('日本の会社', {dataCenter: 'jp'})),
	'D2 taken': wizard(
		() =>
			new Screen(new Driver(answers, context({connectionLinkNames: ['acme']})).enterUntil('connectionName')),
	),
	D3: wizard(() => reaching('keptIn')),
	D4: wizard(() => reaching('review')),
	'D4, on this machine': wizard(() => at('review')),
	'D4, a line': wizard(() => at('review').press('up')),
	D5: wizard(() => new Screen(new Driver(edited, withTarget()))),
	'D5, nothing changed': wizard(() => new Screen(new Driver({}, withTarget()))),
	'D5, a line': wizard(() =>
		new Screen(new Driver({}, withTarget('everything', sharedFile()))).press('up', 'enter'),
	),
	D6: wizard(() => {
		const screen = at('review');
		screen.driver.send({type: 'opened-field', key: 'clientSecret', at: screen.driver.at});
		return screen;
	}),
};
