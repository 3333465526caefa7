import {withNewName, withOldNames} from '../../../source/connection/changes/rename.js';
import {emptyFile} from '../../../source/connection/file/format.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleConnection} from '../../connection/samples.js';
import {fullFile, homeOf, iso} from '../../home/samples.js';
import {HomeScreen, home} from './shown.js';

const withoutDrafts = () => ({...fullFile(), drafts: {}});
const onlyOne = () => {
	const {acme} = fullFile().connections;
	return {...withoutDrafts(), connections: acme ? {acme} : {}};
};

/** Acme under its new name, which can be undone. */
const renamed = () => {
	const old = sampleConnection();
	const coffee = sampleConnection({name: 'Coffee', linkName: 'coffee'});
	return withNewName(fullFile(), 'acme', withOldNames(fullFile(), old, coffee, iso(0)));
};

/** G. Home. */
export const states = {
	G1: home(() => new HomeScreen(homeOf(emptyFile))),
	'G1, a way': home(() => new HomeScreen(homeOf(emptyFile)).press('down')),
	'G1, with a service': home(() => new HomeScreen(homeOf({...emptyFile, services: fullFile().services}))),
	G2: home(() => new HomeScreen(homeOf(onlyOne()))),
	G3: home(() => new HomeScreen().press('down', 'down')),
	G4: home(() => new HomeScreen().press('down', 'down', 'down')),
	G5: home(() => new HomeScreen().type('/').type('pat')),
	G6: home(() => new HomeScreen()),
	G7: home(() => {
		const screen = new HomeScreen(homeOf(renamed()));
		return screen.press('down', 'down', 'down').send({
			type: 'renamed',
			result: ok({name: 'Coffee', linkName: 'coffee', previous: {name: 'Acme', linkName: 'acme'}}),
		});
	}),
};
